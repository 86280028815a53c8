import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'src/web',
  // A build is made aside and put in place when it is whole.
  buildDirectory: process.env.TERRACE_BUILD ?? 'build',
  ssr: true,
} satisfies Config
