import { secretsInForce } from './environment.ts'
import { Home, homeFolder } from './home.ts'
import { loadSecrets } from './secrets.ts'

/** `npm run secrets`: the secrets of this home, generated where missing, as lines for a container engine's `.env`. */
export async function printSecrets(): Promise<number> {
  const secrets = secretsInForce(loadSecrets(new Home(homeFolder()).file('secrets.json')))
  for (const [name, value] of Object.entries(secrets)) process.stdout.write(`${name}='${value}'\n`)
  return 0
}
