import { isFree } from '../../stack/ports.ts'

const SENDER = '+15005550006'
const FIRST_PORT = 27_300

/** What the API, the pretend network and the workers need besides the components' addresses and the home's secrets. */
export async function productEnvironment(
  components: Record<string, string>,
): Promise<Record<string, string>> {
  const [api, phones] = await freePorts()
  const phonesUrl = `http://localhost:${phones}`
  return {
    ...components,
    ...{ TWILIO_FROM: SENDER, TWILIO_API_URL: phonesUrl, PHONES_URL: phonesUrl, PHONES_PORT: String(phones) },
    ...{ PORT: String(api), EQUILIBRATE_PUBLIC_URL: `http://localhost:${api}` },
  }
}

async function freePorts(): Promise<[number, number]> {
  for (let port = FIRST_PORT; ; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return [port, port + 1]
}
