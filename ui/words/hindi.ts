/** The page in Hindi, by the English sentence. */
export const hindi: Readonly<Record<string, string>> = {
  Pages: 'पृष्ठ',
}
