/** Where the catalogue's claims come from. */
export const sources = {
  scorecard: "the product's own scorecard",
  khandani:
    'Khandani, Kim, Lo: Consumer credit-risk models via machine-learning algorithms. Journal of Banking & Finance 34 (2010)',
  norden:
    'Norden, Weber: Credit line usage, checking account activity, and default risk of bank borrowers. Review of Financial Studies 23 (2010)',
  mester:
    'Mester, Nakamura, Renault: Transactions accounts and loan monitoring. Review of Financial Studies 20 (2007)',
  ganong: 'Ganong, Noel: Consumer spending during unemployment. American Economic Review 109 (2019)',
  concCards: 'FCA Handbook, CONC 6.7: credit cards, minimum repayments and persistent debt',
  conc: 'FCA Handbook, CONC 1.3.1 G: signs that a customer is in financial difficulties',
  eba: 'EBA/GL/2020/06: loan origination and monitoring, early warning indicators',
} as const
