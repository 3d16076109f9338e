import { ref } from 'vue'
import { sentenceOf } from '../client/problem.ts'

/** One question to the server at a time: whether it runs, and in words what stood against it. */
export function useAsk() {
  const problem = ref<string | null>(null)
  const isAsking = ref(false)

  /** The answer, or null where it was refused. */
  async function ask<T>(question: () => Promise<T>): Promise<T | null> {
    isAsking.value = true
    try {
      const answer = await question()
      problem.value = null
      return answer
    } catch (error) {
      problem.value = sentenceOf(error)
      return null
    } finally {
      isAsking.value = false
    }
  }
  return { ask, problem, isAsking }
}
