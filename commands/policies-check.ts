import { featureNames } from '../features/catalogue.ts'
import { unknownFeatures } from '../policies/check/fields.ts'
import { packProblems } from '../policies/check/index.ts'
import { survivorsOf } from '../policies/check/survivors.ts'
import { examplesOf } from '../policies/examples/index.ts'
import { loadPack, shippedPacks } from '../policies/pack.ts'
import { everyText } from '../policies/texts.ts'
import { runOffline } from './offline/run.ts'

/** What was proved of one pack. */
type Proof = {
  rules: number
  texts: number
  tests: number
  mutations: number
  survivors: number
  problems: number
}

async function check(id: string): Promise<Proof> {
  const pack = loadPack(id)
  const tests = examplesOf(id)
  const { version, status } = pack.documents.pack
  say(`${id} ${version} (${status}): ${tests.length} named tests`)
  const problems = [...(await packProblems(pack, tests)), ...unknownFeatures(pack, featureNames)]
  for (const problem of problems) say(`  ✗ ${problem}`)
  // A test that fails anyway would kill every mutation.
  const run = survivorsOf(
    pack,
    tests.filter((test) => test.differs(pack) === null),
  )
  for (const survivor of run.survivors) say(`  ✗ no test fails where ${survivor}`)
  const { scorecard, levels, hardship, matrix } = pack.documents
  const rules =
    scorecard.signals.flatMap((signal) => signal.rules).length +
    [levels.rules, hardship.rules, matrix.cells, pack.documents['contact-rules'].rules].flat().length
  say(
    `  ${rules} rules, each wins on some input; ${run.mutations} mutations, ${run.survivors.length} survive`,
  )
  return {
    ...{ rules, texts: everyText(pack).length, tests: tests.length, mutations: run.mutations },
    ...{ survivors: run.survivors.length, problems: problems.length },
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** `npm run policies:check [-- PACK …]`: proves the shipped packs; the last line of standard output is one JSON object. */
await runOffline(async () => {
  const asked = process.argv.slice(2)
  const started_ms = Date.now()
  const proofs: Record<string, Proof> = {}
  for (const id of asked.length > 0 ? asked : shippedPacks) proofs[id] = await check(id)
  const isGood = Object.values(proofs).every(({ problems, survivors }) => problems + survivors === 0)
  process.stdout.write(
    `${JSON.stringify({ ok: isGood, seconds: (Date.now() - started_ms) / 1000, packs: proofs })}\n`,
  )
  if (!isGood) process.exitCode = 1
})
