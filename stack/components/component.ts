import type { Home } from '../home.ts'
import type { Progress } from '../progress.ts'
import type { Secrets } from '../secrets.ts'
import type { Supervisor } from '../supervisor.ts'

/** What a component may use while it starts. */
export interface Launch {
  home: Home
  secrets: Secrets
  supervisor: Supervisor
  progress: Progress
}

/** One outside system that this stack provides where no URL names one. */
export interface Component {
  title: string
  /** The environment variable that names a running one; where it is set, nothing is started. */
  variable: string
  /** Where it would come from, in words, without building anything. @throws StackError when it cannot be had. */
  locate: () => Promise<string>
  /** Gives its folder or program, building or fetching it when needed. @throws StackError saying what to install. */
  provide: (progress: Progress) => Promise<string>
  /** Starts it, waits until it serves, and gives the addresses for the product's environment. */
  launch: (tool: string, launch: Launch) => Promise<Record<string, string>>
}
