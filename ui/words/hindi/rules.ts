/** What the packs stand against, in Hindi, by the English sentence. */
export const rulesInHindi: Readonly<Record<string, string>> = {
  'Working hours to decide': 'निर्णय के कार्य-घंटे',
  Text: 'संदेश',
  'Where bank time is older than a pack, the pack is read as on its own first day.':
    'बैंक समय नीति-समूह से पुराना हो, तो समूह अपने पहले दिन जैसा पढ़ा जाता है।',
  // What the contact rules stand against
  'a WhatsApp message without an approved content template, more than 24 hours after the customer wrote':
    'ग्राहक के लिखने के 24 घंटे बाद, स्वीकृत प्रारूप के बिना WhatsApp संदेश',
  'a call from a number outside the 1600 series': '1600 शृंखला से बाहर के नंबर से कॉल',
  'a call within 7 days after a conversation': 'बातचीत के 7 दिन के भीतर कॉल',
  'a call within 7 days after a person spoke with the customer': 'ग्राहक से बात होने के 7 दिन के भीतर कॉल',
  'a message to anybody but the customer and the guarantor': 'ग्राहक और गारंटर के सिवा किसी को संदेश',
  'a message to anybody but the customer': 'ग्राहक के सिवा किसी को संदेश',
  'a message to the number of a relative or of anybody but the borrower and the guarantor':
    'रिश्तेदार या उधारकर्ता और गारंटर के सिवा किसी के नंबर पर संदेश',
  'a reminder of an overdue amount that does not state the penal charges':
    'बीती तिथि की राशि की याद जिसमें दंड शुल्क न बताया हो',
  'a second message within 14 days to a customer flagged as vulnerable':
    'संवेदनशील ग्राहक को 14 दिन के भीतर दूसरा संदेश',
  'a servicing message after the customer objected': 'ग्राहक की आपत्ति के बाद सेवा संदेश',
  'a servicing message after the customer objected; the contract stands for it until then':
    'ग्राहक की आपत्ति के बाद सेवा संदेश; तब तक अनुबंध आधार है',
  'a servicing message without a basis, or after the customer objected':
    'बिना आधार, या ग्राहक की आपत्ति के बाद सेवा संदेश',
  "a servicing message without the customer's consent on record, or after it was withdrawn":
    'ग्राहक की दर्ज सहमति के बिना, या उसके वापस लेने के बाद सेवा संदेश',
  'a step for which no address of the customer is known': 'चरण जिसके लिए ग्राहक का पता ज्ञात नहीं',
  'a step for which only the score speaks': 'चरण जिसके पक्ष में केवल अंक हैं',
  'a step that no named person has approved': 'चरण जिसे किसी नामित व्यक्ति ने मंज़ूर नहीं किया',
  'a text that speaks of borrowing to pay': 'पाठ जो चुकाने के लिए उधार की बात करे',
  "a text that stands for the notice at least 24 hours before a debit: that is core banking's":
    'पाठ जो डेबिट से 24 घंटे पहले की सूचना की जगह ले: वह कोर बैंकिंग का काम है',
  'a text without the referral to independent advice': 'स्वतंत्र सलाह का पता दिए बिना पाठ',
  'an SMS whose entity, header, text or call-back number is not registered, or not as a service text':
    'SMS जिसकी इकाई, शीर्षक, पाठ या वापसी नंबर पंजीकृत नहीं, या सेवा पाठ के रूप में नहीं',
  'an SMS without a way out by reply': 'उत्तर से बाहर निकलने के रास्ते के बिना SMS',
  'an artificial voice without prior consent': 'पूर्व सहमति के बिना कृत्रिम आवाज़',
  "an automated call without the customer's consent to calls": 'कॉल की सहमति के बिना स्वचालित कॉल',
  'an electronic message without its opt-out line': 'बंद करने की पंक्ति के बिना इलेक्ट्रॉनिक संदेश',
  'an ordinary text to a customer flagged as vulnerable': 'संवेदनशील ग्राहक को साधारण पाठ',
  'an ordinary text to a customer flagged as vulnerable: it goes to the specialists':
    'संवेदनशील ग्राहक को साधारण पाठ: यह विशेषज्ञों के पास जाता है',
  'anything in the hours in which the customer asked to be left alone':
    'उन घंटों में कुछ भी जिनमें ग्राहक ने संपर्क न करने को कहा',
  'anything on the days of the calendar that call for quiet': 'पंचांग के शांत दिनों में कुछ भी',
  "anything outside 08:00-19:00 in the customer's zone; written for overdue loans, kept before the due date as the bank's own policy":
    'ग्राहक के समय क्षेत्र में 08:00-19:00 के बाहर कुछ भी; बीती तिथि के ऋणों के लिए लिखा, बैंक की नीति से पहले भी लागू',
  "anything outside 08:00-21:00 in the customer's zone; where that is unknown, in every zone of the country":
    'ग्राहक के समय क्षेत्र में 08:00-21:00 के बाहर कुछ भी; अज्ञात हो तो देश के हर क्षेत्र में',
  "anything outside 09:00-18:30 in the customer's zone, the hours in which a person answers":
    'ग्राहक के समय क्षेत्र में 09:00-18:30 के बाहर कुछ भी, जब कोई व्यक्ति उत्तर देता है',
  "anything outside 09:00-18:30 on business days in the customer's zone":
    'ग्राहक के समय क्षेत्र में कार्यदिवस 09:00-18:30 के बाहर कुछ भी',
  'every message during a breathing space, or a mental health one':
    'राहत अवधि में हर संदेश, मानसिक स्वास्थ्य वाली में भी',
  'every message on a channel from which the customer has opted out':
    'उस माध्यम पर हर संदेश जिसे ग्राहक ने बंद किया',
  'every message on a channel from which the customer has opted out, by any reasonable means':
    'उस माध्यम पर हर संदेश जिसे ग्राहक ने किसी भी उचित तरीके से बंद किया',
  'every message while a blocking hold stands': 'रोक रहते हर संदेश',
  'every message while any other blocking hold stands': 'कोई और रोक रहते हर संदेश',
  'every voice call: the provider gives no 1600-series number': 'हर कॉल: प्रदाता 1600 शृंखला का नंबर नहीं देता',
  'message number {n} within {days} days, across all cases of the customer':
    'ग्राहक के सभी मामलों में {days} दिन के भीतर संदेश संख्या {n}',
  'promotion in a service message': 'सेवा संदेश में प्रचार',
  'the eighth call within 7 days': '7 दिन के भीतर आठवीं कॉल',
  'the third call within 7 days: written for Massachusetts, kept everywhere':
    '7 दिन के भीतर तीसरी कॉल: मैसाचुसेट्स के लिए लिखा, हर जगह लागू',
  'third-party collection, debt consolidation or credit repair in a text':
    'पाठ में तीसरे पक्ष की वसूली, ऋण समेकन या क्रेडिट सुधार',
  'tips and tools without consent to just that': 'ठीक उसी की सहमति के बिना सुझाव और साधन',
  // What stands against other words
  'it must say "{phrase}"': 'इसमें यह कहना होगा: "{phrase}"',
  'it must not say "{phrase}"': 'इसमें यह नहीं कहना है: "{phrase}"',
  'its first words must not say "{phrase}"': 'इसके पहले शब्दों में यह नहीं हो: "{phrase}"',
  'its subject must not say "{phrase}"': 'इसके विषय में यह नहीं हो: "{phrase}"',
  'it takes {n} parts, {max} are allowed': 'इसमें {n} भाग हैं, {max} की अनुमति है',
  'it has {n} characters, {max} are allowed': 'इसमें {n} अक्षर हैं, {max} की अनुमति है',
  'the only placeholder is {name}': 'एकमात्र स्थानधारक {name} है',
  'no limit of length is set for {what}': '{what} के लिए लंबाई की सीमा तय नहीं',
  'an English text must fit GSM-7': 'अंग्रेज़ी पाठ GSM-7 में समाना चाहिए',
  'this text is registered and must be sent to the letter': 'यह पाठ पंजीकृत है और अक्षरशः भेजा जाना चाहिए',
  'The words break the rules of the pack': 'ये शब्द पैक के नियम तोड़ते हैं',
}
