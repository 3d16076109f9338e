/** Rejected data in Hindi, by the English sentence. */
export const rejectedInHindi: Readonly<Record<string, string>> = {
  'What could not be taken, why, and how to put it right. Nothing is lost: the bytes are kept encrypted and can be sent through their door again.':
    'क्या लिया नहीं जा सका, क्यों, और कैसे ठीक करें। कुछ खोया नहीं: बाइट कूटबद्ध रखे हैं और फिर अपने द्वार से भेजे जा सकते हैं।',
  '{taken} of {all} went through their door.': '{all} में से {taken} अपने द्वार से निकले।',
  Reason: 'कारण',
  'Any reason': 'हर कारण',
  'Replay these {n}': 'ये {n} फिर भेजें',
  'Newest first': 'नए पहले',
  Door: 'द्वार',
  Place: 'स्थान',
  'How to put it right': 'कैसे ठीक करें',
  'Nothing was rejected.': 'कुछ अस्वीकार नहीं हुआ।',
  'Show what was sent, number {n}': 'जो भेजा गया दिखाएँ, क्रमांक {n}',
  'Replay number {n}': 'क्रमांक {n} फिर भेजें',
  'What was sent': 'जो भेजा गया',
  'It may name a person; that you looked is written to the audit.':
    'इसमें किसी का नाम हो सकता है; आपका देखना लेखा-परीक्षा में लिखा जाता है।',
  'waits for a fix': 'सुधार की प्रतीक्षा',
  'went through its door': 'अपने द्वार से निकला',
}
