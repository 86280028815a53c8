/**
 * The accounts library's models and fields under our own names: its user is our person, its snake is ours.
 * A test holds this map and the migration together.
 */
export const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

export const personTable = { modelName: 'person', fields: { ...times, emailVerified: 'email_verified' } }

export const sessionTable = {
  modelName: 'session',
  fields: { ...times, userId: 'person_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
}

export const accountTable = {
  modelName: 'account',
  fields: {
    ...times,
    userId: 'person_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
  },
}

export const verificationTable = { modelName: 'verification', fields: { ...times, expiresAt: 'expires_at' } }

export const rateLimitTable = { modelName: 'rate_limit', fields: { lastRequest: 'last_request' } }

export const phoneFields = { user: { fields: { phoneNumber: 'phone', phoneNumberVerified: 'phone_verified' } } }

export const twoFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factor',
    fields: {
      userId: 'person_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
}

export const passkeyTable = {
  passkey: {
    modelName: 'passkey',
    fields: {
      userId: 'person_id',
      publicKey: 'public_key',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
}

export const apiKeyTable = {
  apikey: {
    modelName: 'api_key',
    fields: {
      ...times,
      configId: 'config_id',
      referenceId: 'person_id',
      refillInterval: 'refill_interval',
      refillAmount: 'refill_amount',
      lastRefillAt: 'last_refill_at',
      rateLimitEnabled: 'rate_limit_enabled',
      rateLimitTimeWindow: 'rate_limit_time_window',
      rateLimitMax: 'rate_limit_max',
      requestCount: 'request_count',
      lastRequest: 'last_request',
      expiresAt: 'expires_at',
    },
  },
}
