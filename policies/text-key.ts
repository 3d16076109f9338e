/** Which text of a pack: the template, its tone and its language, `income-shock.high/gentle/en`. */
export const textKeyOf = ({
  templateId,
  tone,
  language,
}: {
  templateId: string
  tone?: string | null | undefined
  language: string
}): string => [templateId, tone ?? 'plain', language].join('/')
