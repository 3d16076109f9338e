import { InferenceSession, Tensor, env } from 'onnxruntime-node'

/** The runtime that scores, as evidence names it. */
export const onnxruntimeVersion: string = env.versions.node ?? env.versions.common

/** Gives the raw margin of each row; NaN is missing. */
export type MarginScorer = (rows: Float32Array, count: number) => Promise<Float32Array>

/**
 * Opens a model with one float32 input (rows × features) and one float32 output (the margin).
 * One intra-op thread: with two, the order of additions and so the last bits depend on the batch.
 */
export async function openScorer(model: Uint8Array, features: number): Promise<MarginScorer> {
  const session = await InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    executionProviders: ['cpu'],
  })
  const [input] = session.inputNames
  const [output] = session.outputNames
  if (input === undefined || output === undefined) throw new TypeError('the model has no input or no output')
  return async (rows, count) => {
    if (rows.length !== count * features)
      throw new TypeError(`${count} rows of ${features} features are not ${rows.length} values`)
    if (count === 0) return new Float32Array(0)
    const result = await session.run({ [input]: new Tensor('float32', rows, [count, features]) })
    const margins = result[output]?.data
    if (!(margins instanceof Float32Array) || margins.length !== count)
      throw new TypeError('the model does not give one float32 margin a row')
    return margins
  }
}
