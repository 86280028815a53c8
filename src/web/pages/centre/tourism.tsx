import { Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'
import { FindingView } from '../figures/screen.tsx'
import type { Route } from './+types/tourism.ts'
import styles from './centre.module.css'
import { CountyMap } from './charts/county-map.tsx'
import { CentrePage } from './page.tsx'
import { readTourism } from './tourism-read.ts'
import { useTourismWords } from './tourism-words.ts'

export const loader = ({ context }: Route.LoaderArgs) => readTourism(context)

/** The tourism office's board: who comes in the days ahead, where it gets full, where guests come from and what they spend. */
export default function TourismPage({ loaderData }: Route.ComponentProps) {
  const say = useTourismWords()
  const { from, until, map, findings } = loaderData
  return (
    <CentrePage title={say.title}>
      <Text maw={680} mb="xs">
        {say.lead}{' '}
        <Anchor component={Link} to="/centre/visitors" underline="always">
          {say.limits}
        </Anchor>
      </Text>
      <Text size="sm" c="dimmed" mb="md">
        {say.period(from, until)}
      </Text>
      <div className={styles.findings}>
        {findings.map((finding) => (
          <FindingView key={finding.id} finding={finding} filesAt="/centre/tourism">
            {finding.id === 'map' && <CountyMap map={map} label={finding.title} />}
          </FindingView>
        ))}
      </div>
    </CentrePage>
  )
}
