/** Consumer groups on Kafka, by what they do. */
export const consumerGroups = {
  stream: 'equilibrate-stream',
  openerFacts: 'equilibrate-opener-facts',
  openerEvaluations: 'equilibrate-opener-evaluations',
  openerNotes: 'equilibrate-opener-notes',
  projectorEvaluations: 'equilibrate-projector-evaluations',
  projectorFacts: 'equilibrate-projector-facts',
  rejected: 'equilibrate-rejected',
  capture: 'equilibrate-capture',
} as const
