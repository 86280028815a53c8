/** Consents in force of a person who still belongs to the organisation they act from. Sent by the accounts' own pool. */
export const mandatesOfPerson = {
  name: 'people.mandate.of_person',
  text: `
  SELECT c.id AS "consentId", c.organisation_id AS "organisationId", c.agent_organisation_id AS "agentOrganisationId",
    array_agg(m.scope ORDER BY m.scope) AS scopes
  FROM people.mandate m JOIN people.consent c ON c.id = m.consent_id
  WHERE m.agent_id = $1 AND m.during @> $2::timestamptz
    AND EXISTS (SELECT FROM people.membership b WHERE b.organisation_id = c.agent_organisation_id AND b.person_id = m.agent_id)
  GROUP BY c.id ORDER BY c.id`,
}
