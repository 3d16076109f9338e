import { components } from './components/all.ts'
import { locateChromium } from './components/chromium.ts'
import { locatePython } from './components/python.ts'
import { locateConnect } from './connect/jars.ts'
import { StackError, explain } from './errors.ts'

interface Finding {
  name: string
  text: string
  isMissing: boolean
}

/** `npm run doctor`: where each component would come from, without starting or building anything. */
export async function doctor(): Promise<number> {
  const findings = await Promise.all([
    find('Node', async () => `${process.version}, ${process.execPath}`),
    ...components.map(({ title, variable, locate }) =>
      find(title, async () => (process.env[variable] ? `used where ${variable} points` : locate())),
    ),
    find('Connect', locateConnect, 'for npm run connect'),
    find('Chromium', locateChromium, 'for tests'),
    find('Python', locatePython, 'to train'),
  ])
  for (const { name, text, isMissing } of findings) {
    process.stdout.write(`  ${isMissing ? 'missing' : 'ok     '}  ${name.padEnd(12)} ${text}\n`)
  }
  return findings.some((finding) => finding.isMissing) ? 1 : 0
}

async function find(name: string, locate: () => Promise<string>, purpose?: string): Promise<Finding> {
  try {
    const text = await locate()
    return { name, text: purpose ? `${text} (${purpose})` : text, isMissing: false }
  } catch (error) {
    if (!(error instanceof StackError)) throw error
    return { name, text: explain(error).replaceAll('\n', `\n${' '.repeat(22)}`), isMissing: true }
  }
}
