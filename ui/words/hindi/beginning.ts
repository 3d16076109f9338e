/** The first minutes of a bank in Hindi, by the English sentence. */
export const beginningInHindi: Readonly<Record<string, string>> = {
  'The bank is just beginning': 'बैंक अभी आरंभ हो रहा है',
  'Its history opens no case; what happens from its first day on does. This page fills by itself.':
    'इतिहास से कोई मामला नहीं खुलता; पहले दिन के बाद जो होता है उससे खुलता है। यह पृष्ठ अपने आप भरता है।',
  'The bank introduces its customers': 'बैंक अपने ग्राहकों का परिचय देता है',
  'It tells their history': 'उनका इतिहास बताता है',
  'Its first morning: every customer is looked at': 'पहली सुबह: हर ग्राहक को देखा जाता है',
  'until {when}; {n} events wait to be read': '{when} तक; {n} घटनाएँ पढ़ी जानी बाकी हैं',
  '{when} bank time: in {span}': 'बैंक समय {when}: {span} में',
  '{when} bank time, which is paused': 'बैंक समय {when}; बैंक का समय रुका है',
  'Meanwhile: {page}': 'इस बीच: {page}',
  'Not begun yet': 'अभी आरंभ नहीं',
  'The bank is still telling its history; its clock has not begun.':
    'बैंक अभी अपना इतिहास बता रहा है; उसकी घड़ी आरंभ नहीं हुई।',
  'Bank time is set': 'बैंक का समय रखा गया',
  'Bank time was not moved. {why}': 'बैंक का समय नहीं बदला। {why}',
  'As soon as bank events arrive, the customers appear here by themselves.':
    'बैंक की घटनाएँ आते ही ग्राहक यहाँ अपने आप दिखेंगे।',
}
