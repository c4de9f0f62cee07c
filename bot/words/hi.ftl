# What customers read in Hindi. Everyday words, with आप; nothing that tells whether the bot or a colleague is he or she.
# What staff read is in English alone.

## Days and spans

day-today = आज { $time } बजे
day-tomorrow = कल { $time } बजे
# Hindi has one word for tomorrow and yesterday: the verb beside it tells which.
day-yesterday = कल { $time } बजे
day-named = { $day } { $time } बजे
ago = { $span } पहले
just-now = अभी-अभी

## Hello and help

hello = { $known ->
        [no] नमस्ते।
       *[yes] नमस्ते { $name } जी।
    }

start =
    { hello } यह { $company } का कस्टमर केयर है।
    अपने शब्दों में लिखिए कि क्या हुआ या क्या चाहिए। आपकी बात नोट हो जाएगी और टीम यहीं जवाब देगी।
    /cases से पता चलेगा कि बात कहाँ तक पहुँची, /human से किसी इंसान से बात होगी।
invitation-taken = आपका निमंत्रण पक्का हो गया: अब मैं आपको पहचानता हूँ।
invitation-over = यह निमंत्रण पहले इस्तेमाल हो चुका है या पुराना है। कोई बात नहीं; बस लिखिए कि आपको क्या चाहिए।
help =
    जो चाहिए, अपने शब्दों में लिखिए: शिकायत, सवाल या सुझाव। फ़ोटो और वॉइस मैसेज भी भेज सकते हैं।
    /cases – आपके केस कहाँ तक पहुँचे
    /human – किसी इंसान से बात करें
    /profile – हम आपके बारे में क्या जानते हैं; सब आप बदल सकते हैं
    /care – हम अपनी ओर से आपको किस बारे में लिखें; /survey – अधूरा सर्वे पूरा करें
    /mydata – आपके बारे में जो भी हमारे पास है; /forget से सब हट जाता है
    /stop – हमारी ओर से बधाई और रिमाइंडर बंद करें; /pause – एक हफ़्ते के लिए, /pause 30d – एक महीने के लिए
by-telephone = फ़ोन पर: { $hotline }
unknown-command =
    { $command } मुझे समझ नहीं आया। जो चाहिए, अपने शब्दों में लिख दीजिए, या इनमें से कुछ चुनिए।
talk-greet = { hello } बताइए, क्या मदद चाहिए?
talk-thanks = कोई बात नहीं, मदद करके अच्छा लगा।
talk-goodbye = { $known ->
        [no] फिर मिलेंगे।
       *[yes] फिर मिलेंगे, { $name } जी।
    } जब चाहें, लिखिएगा।
talk-affirm = अच्छा। कुछ और हो तो यहीं लिख दीजिए।
talk-deny = ठीक है। मेरे लायक कुछ हो तो यहीं लिख दीजिए।
praise = धन्यवाद। आपकी बात टीम तक पहुँचा दी है; किसी का दिन बन जाएगा।
out-of-scope =
    इसमें मुझसे मदद नहीं हो पाएगी। हमारे बारे में सवालों के जवाब देना, शिकायत या सुझाव नोट करना, केस का हाल बताना, या टीम के किसी साथी को बुलाना, यह हो सकता है।
condolence = { $known ->
    [yes] { $name }, आपके इस दुख में हमारी गहरी संवेदना।
   *[no] आपके इस दुख में हमारी गहरी संवेदना।
 } अभी हमारी ओर से कोई बधाई या ऑफ़र नहीं आएगा, और आपका संदेश टीम के एक साथी पढ़ेंगे। कुछ निपटाना या बदलवाना हो तो जब ठीक लगे, बता दीजिए।
sticker = बहुत बढ़िया। कुछ चाहिए हो तो दो शब्दों में बता दीजिए।
cannot-read =
    इस तरह का मैसेज मुझसे नहीं खुलता। यही बात लिखकर बता दीजिए, या फ़ोटो या फ़ाइल भेज दीजिए।
no-text = आपका मैसेज बिना शब्दों के पहुँचा। बताइए, क्या मदद चाहिए?
rephrase = मुझे यह समझ नहीं आया। ज़रा दूसरे शब्दों में बताएँगे?
rephrase-else = ठीक है। जो चाहिए, उसे ज़रा दूसरे शब्दों में बताएँगे?
flood =
    धन्यवाद, आपका हर मैसेज केस { $number } में रखा जा रहा है, और टीम सब पढ़ेगी।
set-aside =
    माफ़ कीजिए, हमारी तरफ़ से कुछ गड़बड़ हुई (रेफ़रेंस { $reference })। आपका मैसेज सुरक्षित है, और टीम उसे देखेगी।

## The menu of commands

command-cases = आपके केस कहाँ तक पहुँचे
command-human = किसी इंसान से बात करें
command-profile = हम आपके बारे में क्या जानते हैं
command-care = हम अपनी ओर से किस बारे में लिखें
command-survey = अधूरा सर्वे फिर शुरू करें
command-pause = कुछ समय हमारी ओर से कोई मैसेज नहीं
command-stop = हमारी ओर से बधाई और रिमाइंडर बंद करें
command-mydata = आपके बारे में जो भी हमारे पास है, वह पाएँ
command-forget = वह सब हटवाएँ
command-help = यहाँ आप क्या कर सकते हैं

## A case is opened

no-words = (कुछ लिखा नहीं)
opened-complaint =
    इस परेशानी के लिए माफ़ कीजिए। मैंने केस { $number } खोल दिया है: “{ $said }”
    टीम { $due } तक यहीं जवाब देगी।
opened-complaint-out-of-hours =
    इस परेशानी के लिए माफ़ कीजिए। मैंने केस { $number } खोल दिया है: “{ $said }”
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-survey = माफ़ कीजिए कि अनुभव बेहतर नहीं रहा। वजह जानने के लिए टीम { $due } तक यहीं लिखेगी (केस { $number })।
opened-survey-out-of-hours = माफ़ कीजिए कि अनुभव बेहतर नहीं रहा। हमारा हेल्प डेस्क { $opens } खुलेगा; वजह जानने के लिए टीम { $due } तक यहीं लिखेगी (केस { $number })।
opened-question =
    मैंने आपका सवाल टीम को दे दिया है, केस { $number }: “{ $said }”
    { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-question-out-of-hours =
    मैंने आपका सवाल नोट कर लिया है, केस { $number }: “{ $said }”
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-more =
    मैंने आपकी बात टीम तक पहुँचा दी है, केस { $number }: “{ $said }”
    { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-more-out-of-hours =
    मैंने आपकी बात नोट कर ली है, केस { $number }: “{ $said }”
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-split =
    मैंने इसके लिए अलग केस { $number } खोल दिया है: “{ $said }”
    { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-split-out-of-hours =
    मैंने इसके लिए अलग केस { $number } खोल दिया है: “{ $said }”
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-request =
    { $heard } मैंने इसे टीम को दे दिया है, केस { $number } में।
    { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-request-out-of-hours =
    { $heard } मैंने इसे केस { $number } में नोट कर लिया है।
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-files =
    धन्यवाद, मैंने इसे टीम को दे दिया है, केस { $number } में।
    { $due } तक आपको यहीं जवाब मिल जाएगा। यह किस बारे में है, थोड़ा लिख देंगे तो आसानी होगी।
opened-files-out-of-hours =
    धन्यवाद, मैंने इसे केस { $number } में नोट कर लिया है। यह किस बारे में है, थोड़ा लिख देंगे तो आसानी होगी।
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-voice =
    वॉइस मैसेज मुझसे नहीं सुने जाते, इसलिए इसे टीम सुनेगी: केस { $number }।
    { $due } तक आपको यहीं जवाब मिल जाएगा। लिखकर भेजेंगे तो और जल्दी।
opened-voice-out-of-hours =
    वॉइस मैसेज मुझसे नहीं सुने जाते, इसलिए इसे टीम सुनेगी: केस { $number }।
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक आपको यहीं जवाब मिल जाएगा। लिखकर भेजेंगे तो और जल्दी।
opened-forwarded =
    आपका फ़ॉरवर्ड किया हुआ मैसेज मैंने टीम को दे दिया है, केस { $number } में।
    { $due } तक आपको यहीं जवाब मिल जाएगा। इसके बारे में हमें क्या जानना चाहिए?
opened-forwarded-out-of-hours =
    आपका फ़ॉरवर्ड किया हुआ मैसेज मैंने केस { $number } में नोट कर लिया है। इसके बारे में हमें क्या जानना चाहिए?
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक आपको यहीं जवाब मिल जाएगा।
opened-human =
    ज़रूर। मैंने टीम को बता दिया है; उनमें से कोई { $due } तक यहीं जवाब देगा (केस { $number })।
opened-human-out-of-hours =
    ज़रूर। हमारा हेल्प डेस्क { $opens } खुलेगा; टीम से कोई { $due } तक यहीं जवाब देगा (केस { $number })।
opened-suggestion =
    धन्यवाद, यह सोचने लायक बात है। मैंने इसे टीम के सामने रख दिया है, केस { $number } में।
    { $due } तक टीम से कोई आपको यहीं लिखेगा।
opened-suggestion-out-of-hours =
    धन्यवाद, यह सोचने लायक बात है। मैंने इसे टीम के सामने रख दिया है, केस { $number } में।
    हमारा हेल्प डेस्क { $opens } खुलेगा; { $due } तक टीम से कोई आपको लिखेगा।
opened-emergency =
    अगर किसी को चोट लगी है या कोई खतरे में है, तो अभी { $emergency-number } पर कॉल कीजिए।
    हमारी टीम को खबर दे दी गई है (केस { $number }), वह { $due } तक यहीं जवाब देगी। बताइए कि क्या हुआ और आप कहाँ हैं।
emergency-again =
    अगर किसी को चोट लगी है या कोई खतरे में है, तो अभी { $emergency-number } पर कॉल कीजिए।
    आपने जो लिखा, वह मैंने टीम तक पहुँचा दिया है (केस { $number })।
nearest-point =
    सबसे पास { $point } है, आपसे { $distance } किमी: { $phone }{ $hours ->
        [none] {""}
       *[other] {" "}({ $hours })
    }। मैं अपने सर्विस केंद्रों को ख़बर कर रहा हूँ (केस { $number })।
    किसी को ख़तरा हो तो पहले { $emergency-number } पर फ़ोन करें।
point-coming = { $point } इसे देख रहा है (केस { $number })। आप उन्हें फ़ोन कर सकते हैं: { $phone }।

## More for a case

added-words =
    मैंने इसे केस { $number } में जोड़ दिया है। टीम { $due } तक यहीं जवाब देगी।
added-words-answered = मैंने इसे केस { $number } में जोड़ दिया है; यह { $agent } तक पहुँच जाएगा।
added-files =
    { $files ->
        [one] धन्यवाद, यह केस { $number } में जुड़ गया है।
       *[other] धन्यवाद, सभी { $files } फ़ाइलें केस { $number } में जुड़ गई हैं।
    } टीम { $due } तक यहीं जवाब देगी।
added-files-answered =
    { $files ->
        [one] धन्यवाद, यह केस { $number } में जुड़ गया है।
       *[other] धन्यवाद, सभी { $files } फ़ाइलें केस { $number } में जुड़ गई हैं।
    }
voice =
    वॉइस मैसेज मुझसे नहीं सुने जाते, इसलिए मैंने इसे टीम के लिए केस { $number } में रख दिया है। लिखकर भेजेंगे तो जवाब जल्दी मिलेगा।
contact-taken = धन्यवाद, मैंने आपका नंबर उन साथियों को दे दिया है जो आपकी मदद कर रहे हैं।
contact-of-another =
    यह किसी और का नंबर है, इसलिए मैंने इसे आगे नहीं दिया। अगर हमारा कॉल चाहिए, तो अपना कॉन्टैक्ट शेयर कीजिए।
location-alone = लोकेशन मिल गई, धन्यवाद। इसके बारे में हमें क्या जानना चाहिए, या वहाँ क्या करना है?

## What a case lacks

more-is-welcome = कोई फ़ोटो या जानकारी काम आ सकती हो, तो भेज दीजिए।
ask-detail-what = क्या हुआ? थोड़े शब्द काफ़ी हैं।
ask-detail-order = यह किस ऑर्डर के बारे में है? बस नंबर काफ़ी है।
ask-detail-product = यह किस प्रोडक्ट के बारे में है?
ask-detail-outcome = आप क्या चाहेंगे कि हम करें?
detail-noted = केस { $number } में नोट कर लिया।
details-done = धन्यवाद, केस { $number } के लिए अब सब कुछ है। टीम { $due } तक यहीं जवाब देगी।
details-done-answered = धन्यवाद, यह केस { $number } में है; { $agent } इसे देखेंगे।
details-put-off = ठीक है। जब भी कुछ याद आए, /cases में जाकर जोड़ सकते हैं।
added-perhaps-other = मैंने इसे फ़िलहाल केस { $number } में रखा है। यह उसी के बारे में है, या कोई और बात है?
same-matter = धन्यवाद, यह { $number } में ही रहेगा।
moved-to-case = यह अब केस { $number } में है।
cases-list = हमारे पास आपके { $count } केस खुले हैं। आप किसे देखना, या किसमें कुछ जोड़ना चाहेंगे?
case-picked = अब आप जो लिखेंगे, वह इसी केस में जाएगा।

## A human

human-coming =
    ज़रूर। मैंने टीम को बता दिया है; उनमें से कोई { $due } तक यहीं जवाब देगा (केस { $number })।
human-there = ज़रूर। मैंने { $agent } को बता दिया है, केस { $number } उन्हीं के पास है।
human-finished = { $agent } की बात पूरी हुई। ज़रूरत हो तो मैं यहीं हूँ।

## A promise that will not be kept

# $agent and $hotline are "none" where there is nobody and no number.
promise-answer-renewed =
    माफ़ कीजिए, हमें देर हो रही है: केस { $number } का जवाब { $due } तक देने को कहा था, पर उसमें और समय लगेगा। अब { $agent ->
        [none] टीम से कोई
       *[other] { $agent }
    } { $until } तक यहीं जवाब देंगे।{ $hotline ->
        [none] {""}
       *[other] {" "}रुकना मुश्किल हो तो { $hotline } पर कॉल कीजिए।
    }
promise-answer-renewed-again =
    माफ़ कीजिए, फिर रुकना पड़ रहा है। केस { $number } का जवाब { $until } तक आएगा; मैंने टीम को बता दिया है कि आप अब भी इंतज़ार में हैं।{ $hotline ->
        [none] {""}
       *[other] {" "}रुकना मुश्किल हो तो { $hotline } पर कॉल कीजिए।
    }
promise-resolution-renewed =
    केस { $number } में सोच से ज़्यादा समय लग रहा है: इसे { $due } तक हल होना था, अब { $until } तक होगा। देरी के लिए माफ़ कीजिए।
promise-resolution-renewed-again =
    माफ़ कीजिए, केस { $number } को फिर और समय चाहिए: { $until } तक। मैंने टीम को बता दिया है कि आप अब भी इंतज़ार में हैं।

## Where it stands

no-cases = अभी आपका कोई केस खुला नहीं है। बताइए, क्या हुआ या क्या चाहिए।
status-waiting =
    { $number }, “{ $said }”: { $opened } से टीम के पास है। जवाब { $due } तक मिलेगा।
status-waiting-late =
    { $number }, “{ $said }”: { $opened } से टीम के पास है। जवाब { $due } तक मिल जाना चाहिए था; नहीं मिला, इसके लिए माफ़ कीजिए।
status-claimed =
    { $number }, “{ $said }”: { $agent } के पास है। जवाब { $due } तक मिलेगा।
status-claimed-late =
    { $number }, “{ $said }”: { $agent } के पास है। जवाब { $due } तक मिल जाना चाहिए था; नहीं मिला, इसके लिए माफ़ कीजिए।
status-answered =
    { $number }, “{ $said }”: { $agent } ने जवाब दे दिया है और इस पर काम चल रहा है।
status-solution = इसे { $due } तक हल होना है।
status-resolved =
    { $number }, “{ $said }”: { $agent } के मुताबिक यह हल हो गया है। क्या आपके हिसाब से भी?
status-closed =
    { $number }, “{ $said }”: { $closed } बंद हुआ।
history-head = आपके लिखने के बाद:
history-added = · आपने “{ $said }” जोड़ा ({ $when })
history-added-files =
    { $files ->
        [one] · आपने एक फ़ाइल भेजी ({ $when })
       *[other] · आपने { $files } फ़ाइलें भेजीं ({ $when })
    }
history-claim = · { $agent } ने केस लिया ({ $when })
history-answer = · { $agent } ने जवाब दिया ({ $when })
history-ask = · { $agent } ने आपसे कुछ पूछा ({ $when })
history-resolve = · { $agent } ने बताया कि हल हो गया ({ $when })
history-reject = · आपने बताया कि हल नहीं हुआ ({ $when })
history-confirm = · आपने बताया कि हल हो गया ({ $when })

## What was understood

# The first sentence of the answer to a request; $order is the order's number, or "none".
heard-track_order = { $order ->
        [none] आपको जानना है कि ऑर्डर कहाँ तक पहुँचा।
       *[other] आपको जानना है कि ऑर्डर { $order } कहाँ तक पहुँचा।
    }
heard-change_order = { $order ->
        [none] आपको एक ऑर्डर बदलवाना या रद्द करवाना है।
       *[other] आपको ऑर्डर { $order } बदलवाना या रद्द करवाना है।
    }
heard-refund = { $order ->
        [none] बात आपके पैसे वापस मिलने की है।
       *[other] बात ऑर्डर { $order } के पैसे वापस मिलने की है।
    }
heard-billing = बात बिल या पेमेंट की है।
heard-book_service = बात अपॉइंटमेंट की है।
heard-account_help = आपको अपने अकाउंट में मदद चाहिए।
heard-ask_product = आपको हमारे किसी प्रोडक्ट के बारे में और जानना है।
heard-my_data = आपको जानना है कि हमारे पास आपकी क्या-क्या जानकारी है।
heard-forget_me = आपको हमारे पास रखी अपनी जानकारी हटवानी है।
heard-refer_friend = आपको किसी से हमारी सिफ़ारिश करनी है; यह जानकर बहुत अच्छा लगा।

which-meaning = मुझे आपकी बात सही-सही समझनी है। क्या आपका मतलब इनमें से कुछ है?
button-something-else = कुछ और
meant-greet = बस नमस्ते कहना है
meant-goodbye = अलविदा कहना है
meant-thanks = धन्यवाद कहना है
meant-affirm = हाँ
meant-deny = नहीं
meant-complain = कुछ गड़बड़ हुई है
meant-give_feedback = एक सुझाव है
meant-praise = कुछ अच्छा लगा
meant-case_status = मेरे केस का क्या हुआ?
meant-add_to_case = केस में कुछ जोड़ना है
meant-still_broken = फिर से खराब हो गया
meant-confirm_fixed = अब ठीक चल रहा है
meant-talk_to_human = इंसान से बात करनी है
meant-emergency = कोई खतरे में है
meant-ask_question = एक आम सवाल है
meant-ask_product = प्रोडक्ट के बारे में
meant-track_order = मेरा ऑर्डर कहाँ है?
meant-change_order = ऑर्डर बदलना है
meant-refund = पैसे वापस चाहिए
meant-billing = बिल या पेमेंट
meant-book_service = अपॉइंटमेंट
meant-account_help = मेरा अकाउंट
meant-care_preferences = कौन-से मैसेज मिलें
meant-stop_care = मैसेज भेजना बंद करें
meant-why_this_message = यह मैसेज क्यों?
meant-my_data = आपके पास मेरी जानकारी
meant-forget_me = मेरी जानकारी हटाएँ
meant-refer_friend = आपकी सिफ़ारिश करनी है
meant-bot_challenge = क्या आप मशीन हैं?
meant-out_of_scope = बिलकुल अलग बात है

knowledge-answer =
    { $answer }
    (यहाँ से: { $title })
button-helped = इससे मदद मिली
button-not-helped = टीम से पूछें
helped = अच्छा। कुछ और हो तो यहीं लिख दीजिए।
shop-order = ऑर्डर { $number }{ $product ->
        [none] {""}
       *[other] {" "}({ $product })
    }: { $state ->
        [placed] हमें मिल गया है और तैयार हो रहा है
        [packed] पैक हो गया है और जल्द निकलेगा
        [shipped] रास्ते में है
        [cancelled] रद्द हो चुका है
       *[delivered] पहुँचाया जा चुका है
    }।{ $expected ->
        [none] {""}
       *[other] {" "}{ $expected } तक आपके पास होना चाहिए।
    }{ $link ->
        [none] {""}
       *[other] {" "}यहाँ देखिए: { $link }
    }
shop-bill = बिल { $number }: { $amount }, { $due } तक देय।{ $link ->
        [none] {""}
       *[other] {" "}यहाँ चुकाइए: { $link }
    }
shop-appointment = { $what ->
        [none] आपका अपॉइंटमेंट
       *[other] { $what }
    }: { $at }, { $place }।
product-price = इसकी क़ीमत { $price } है।
product-service = सर्विस हर { $months ->
        [0] { $days } दिन
        [one] महीने
       *[other] { $months } महीने
    } में होती है।
product-warranty = वारंटी { $months ->
        [0] { $days } दिन
        [one] एक महीने
       *[other] { $months } महीने
    } की है।
no-answer =
    इसका जवाब अभी मेरे पास नहीं है, और अंदाज़े से बताना ठीक नहीं होगा। क्या टीम से पूछूँ?
bot-challenge =
    मैं इंसान नहीं, मशीन हूँ: { $company } के कस्टमर केयर में एक बॉट। आपकी बात नोट हो जाती है, और जो मुझे पता है, उसका जवाब मिल जाता है; हमारी टीम इसे पढ़ती है और ज़रूरत हो तो खुद जवाब देती है।
care-preferences = { $count ->
        [0] हम अपनी ओर से आपको मैसेज नहीं भेजते। एक टैप से इसे बदल सकते हैं।
       *[other] हम अपनी ओर से आपको इनके बारे में मैसेज भेजते हैं: { $kinds }। एक टैप से इसे बदल सकते हैं।
    }
care-kind-greetings = खास दिनों पर बधाई
care-kind-reminders = रिमाइंडर
care-kind-surveys = छोटे सवाल
care-kind-offers = ऑफ़र
care-mornings = सुबह कोई मैसेज नहीं
care-evenings = शाम को कोई मैसेज नहीं
care-few = महीने में ज़्यादा से ज़्यादा { $count }
button-care-none = कुछ नहीं, धन्यवाद
button-calls-again = मुझे फिर से फ़ोन कर सकते हैं
language-set = अब से मेरे मैसेज आपको हिंदी में मिलेंगे।
why-nothing = मैंने अब तक अपनी ओर से आपको कोई मैसेज नहीं भेजा है। जो भेजा, वह आपके लिखे का जवाब है।
glad-fixed = जानकर अच्छा लगा कि अब ठीक चल रहा है। फिर वही परेशानी हो, तो यहीं लिख दीजिए।

## Solved

resolved-ask = { $agent } के मुताबिक केस { $number } हल हो गया है। क्या आपके हिसाब से भी हल हो गया?
reopened =
    माफ़ कीजिए। मैंने { $number } फिर से खोल दिया है और { $agent } को बता दिया है। { $due } तक आपको यहीं जवाब मिल जाएगा।
rate-ask =
    जानकर अच्छा लगा। चाहें तो बस एक टैप: केस { $number } में हमारी सेवा कैसी रही, 1 (खराब) से 5 (बहुत अच्छी) तक?
rate-thanks = { $score } देने के लिए धन्यवाद।
rate-sorry =
    साफ़-साफ़ बताने के लिए धन्यवाद। हम { $score } से बेहतर करना चाहते हैं, और मैंने टीम को बता दिया है। क्या ठीक नहीं रहा? यहीं लिख दीजिए, या छोड़ दीजिए।
rate-explained = धन्यवाद। यह केस { $number } में जुड़ गया है, और आज ही कोई इसे पढ़ेगा।
reason-good-seamless = आसानी से हुआ
reason-good-trustworthy = बात निभाई
reason-good-attentive = ध्यान से सुना
reason-good-resourceful = रास्ता निकाला
reason-lacking-seamless = बहुत मेहनत लगी
reason-lacking-trustworthy = बात नहीं निभाई
reason-lacking-attentive = सुना नहीं गया
reason-lacking-resourceful = रास्ता नहीं निकला
reason-noted = लिख लिया, धन्यवाद।
reason-taken-back = हटा दिया।
anything-else = और कुछ मदद चाहिए? बस लिख दीजिए।
need-met = आपका काम आख़िर में हो गया?
anything-changed = पिछली बार के बाद कुछ बदला है, जैसे नंबर या पता? बस लिख दीजिए।

## What we ask, one thing at a time

ask-consent =
    क्या मैं आपके खास दिनों पर, जैसे जन्मदिन, या किसी चीज़ का समय आने पर मैसेज भेजूँ? हफ़्ते में दो से ज़्यादा कभी नहीं, रात में कभी नहीं, और एक टैप से बंद।
consent-all = धन्यवाद।
consent-reminders-only = धन्यवाद। तो सिर्फ़ रिमाइंडर।
consent-none = ठीक है, नहीं भेजेंगे। आप जब भी लिखेंगे, जवाब मिलेगा।
ask-name = आपको किस नाम से बुलाऊँ?
ask-name-again = मुझे आपका नाम सही-सही लिखना है। सिर्फ़ नाम लिख देंगे?
name-taken = धन्यवाद, { $name } जी।
ask-birthday =
    आपका जन्मदिन कब है? दिन और महीना काफ़ी है; इससे साल में बस एक बार बधाई भेजेंगे।
ask-birthday-again = यह तारीख मुझे समझ नहीं आई। इसे “3 मई” की तरह लिख देंगे?
ask-birthday-which = इनमें से कौन-सा दिन?
birthday-taken = { $day }, नोट कर लिया।
ask-zone =
    आपके यहाँ अभी कितने बजे हैं? इससे मैसेज ठीक समय पर भेजेंगे। चाहें तो अपने शहर का नाम भी लिख सकते हैं।
ask-zone-again = यह जगह मुझे नहीं मिली। पास के किसी बड़े शहर का नाम, या अपने यहाँ का अभी का समय लिख देंगे?
zone-offer = वहाँ अभी { $time } बजे हैं। क्या मैं आपको लिखते समय इसी समय के हिसाब से चलूँ?
zone-taken = तो आपके यहाँ अभी { $time } बजे हैं, नोट कर लिया।
ask-phone =
    क्या मैं आपका फ़ोन नंबर रख सकता हूँ, ताकि जल्दी हो तो कोई साथी फ़ोन कर सके? नीचे का बटन इसी खाते का नंबर भेजता है।
ask-wedding = आपकी शादी की सालगिरह कब है? साल में एक बधाई के लिए; दिन और महीना काफ़ी हैं।
ask-partner = आपके जीवनसाथी का नाम क्या है? सालगिरह की बधाई आप दोनों के लिए होगी।
ask-region = आप किस देश या प्रदेश में रहते हैं? इससे पता चलता है कि आपके यहाँ कौन-सी छुट्टियाँ हैं।
ask-festivals = आप कौन-से त्योहार मनाते हैं, जैसे दिवाली, ईद या क्रिसमस? मैं बस उन्हीं पर बधाई दूँगा।
ask-email = जब कुछ लिखित में भेजना हो तो कौन-सा ईमेल पता ठीक रहेगा?
ask-occupation = आप क्या काम करते हैं? इससे हम वही सुझा पाते हैं जो आपके दिनों से मेल खाए।
ask-interests = आपकी रुचि किन चीज़ों में है? हम उन्हीं के बारे में बताएँगे, बाक़ी नहीं।
ask-address = सामान किस पते पर पहुँचाएँ, या हम कहाँ आएँ?
ask-travel = आप हमारी दुकान तक कितने किलोमीटर आ सकते हैं? मैं उतनी ही दूर की दुकानें बताऊँगा।
ask-gender = आपको कैसे संबोधित किया जाए: महिला, पुरुष, या कुछ और?
field-kept = लिख लिया: { $value }
field-removed = मैंने इसे हटा दिया है, और फिर नहीं पूछूँगा।
field-change = आप इसे नए सिरे से लिख सकते हैं, या हटवा सकते हैं।
changed-address = बताने के लिए धन्यवाद। क्या मैं आपका नया पता लिख लूँ, या अभी आप कहाँ हैं?
changed-phone = बताने के लिए धन्यवाद। क्या मैं आपका नया नंबर लिख लूँ?
profile-head = मुझे आपके बारे में यह पता है। जो बदलना हो, उसे दबाइए।
profile-empty = टेलीग्राम वाले नाम के सिवा मुझे आपके बारे में कुछ नहीं पता। जो बताना चाहें, उसे दबाइए; सब कुछ ऐच्छिक है।
profile-line = { $what } – { $value }
field-name = नाम
field-birthday = जन्मदिन
field-zone = समय क्षेत्र
field-phone = फ़ोन
field-wedding = शादी की सालगिरह
field-partner = जीवनसाथी
field-region = प्रदेश
field-festivals = त्योहार
field-email = ईमेल
field-occupation = काम
field-interests = रुचियाँ
field-address = पता
field-travel = दूरी (किमी)
field-gender = संबोधन
forget-ask =
    मैं आपके बारे में सब कुछ हटा दूँगा: आपकी जानकारी, आपके मामले, आपने जो लिखा और हमने जो लिखा, हमारी टीम के समूह में भी। इसे वापस नहीं लाया जा सकता, और खुले मामले भी इसके साथ ख़त्म हो जाएँगे।
    क़ानून के कारण आपकी ख़रीद की रक़म और तारीख़ रखनी होती है, आपके नाम के बिना। क्या आप यही चाहते हैं?
forget-kept = तो सब कुछ वैसा ही रहेगा।
forget-done = हो गया: आपके बारे में जो कुछ था, हटा दिया गया। फिर लिखेंगे तो नए सिरे से शुरू करेंगे।
mydata-sent = हमारे पास आपके बारे में जो कुछ है, वह यह रहा। इसे खोलकर my-data.html देखिए।
ask-recommend = एक बात और, अगर चाहें: 0 (बिल्कुल नहीं) से 10 (ख़ुशी से) तक, आप किसी दोस्त को हमारे बारे में कितना बताएँगे?
recommend-thanks = धन्यवाद, यह हमारे लिए बहुत मायने रखता है।
recommend-noted = खुलकर बताने के लिए धन्यवाद।
referral-link = यह रहा आपका अपना लिंक, जिसे आप भेज सकते हैं: { $link }{ $count ->
        [0] {""}
        [one] {" "}अब तक इससे एक व्यक्ति आया है।
       *[other] {" "}अब तक इससे { $count } लोग आए हैं।
    }
referral-later = यह आपकी मेहरबानी है। थोड़ी देर में फिर पूछिए; लिंक अभी तैयार नहीं है।
skipped = ठीक है।
survey-left = ठीक है। मन हो तो { $until } तक /survey से फिर शुरू कर सकते हैं।
survey-none = आपके लिए कोई सर्वे बाक़ी नहीं है।
survey-thanks = धन्यवाद, इससे हमें मदद मिलेगी।
profile-done = बस इतना ही पूछना था। धन्यवाद।

## What we write first

paused = ठीक है, { $until } तक मैं अपनी ओर से कुछ नहीं लिखूँगा। आप लिखेंगे तो जवाब दूँगा।
stopped =
    हो गया। अब हम अपनी ओर से मैसेज नहीं भेजेंगे। आप जब भी लिखेंगे, जवाब मिलेगा।
resumed = ठीक है, सब पहले जैसा।
why-head = यह मैसेज क्यों? यह हमारे नियम “{ $rule }” से आया है।
why-consented = आपने { $kind ->
        [greetings] बधाई
        [reminders] रिमाइंडर
        [surveys] सर्वे
        [offers] ऑफ़र
       *[other] { $kind }
    } के लिए हाँ कहा था ({ $since })।
why-within-cap = एक { $period ->
        [day] दिन
        [week] हफ़्ते
        [month] महीने
       *[other] { $period }
    } में ज़्यादा से ज़्यादा { $at-most } मैसेज; यह उनमें से नंबर { $sent } है।
why-follow-up = यह आपके ही केस के बारे में है।

## Buttons

button-human = इंसान से बात करें
button-cases = मेरे केस
button-emergency = इमरजेंसी
button-other-matter = यह दूसरी बात है
button-solved = हाँ
button-not-solved = अभी नहीं
button-its-solved = हल हो गया
button-reopen = फिर वही परेशानी
button-still-fine = सब ठीक है
button-still-broken = अब भी ठीक नहीं
button-skip = छोड़ें
button-later = अभी नहीं
button-enough = बस इतना ही
button-details = जानकारी जोड़ें
button-same-matter = { $number } के बारे में
button-for-case = { $number } के लिए
button-consent-all = हाँ
button-consent-reminders = सिर्फ़ रिमाइंडर
button-consent-none = नहीं, धन्यवाद
button-remove = हटा दीजिए
button-share-phone = मेरा फ़ोन नंबर भेजिए
button-forget = हाँ, सब हटाइए
button-keep = नहीं, रहने दीजिए
button-why = यह क्यों?
button-stop = इन्हें बंद करें
button-undo = वापस चालू करें

## Refusals

care-error = अभी यह नहीं हो पाएगा। जो चाहिए, लिख दीजिए, टीम देख लेगी।
stale-button = यह बटन पुराना हो गया है। जो चाहिए, लिख दीजिए, वहीं से आगे बढ़ेंगे।
case-gone = यह केस अब नहीं मिल रहा। आपके केस /cases में दिखेंगे।
merged = { $number } और { $into } एक ही बात के बारे में हैं, इसलिए अब दोनों { $into } में चलेंगे।
merged-away = { $number } अब { $into } में है। आगे वहीं देखें।
barred = हमारी टीम अभी इस चैट के संदेश नहीं पढ़ रही है।{ $hotline ->
        [none] {""}
       *[other] {" "}ज़रूरी बात हो तो { $hotline } पर फ़ोन करें।
    }
barred-emergency = किसी को ख़तरा हो तो अभी { $emergency-number } पर फ़ोन करें।{ $hotline ->
        [none] {""}
       *[other] {" "}हमारा फ़ोन: { $hotline }।
    }
illegal-move-customer = यह केस अब आगे बढ़ चुका है। /cases से देखिए कि कहाँ तक पहुँचा।
not-their-move = यह आपकी तरफ़ से नहीं हो सकता।
rated-already = आपने पहले ही { $score } दिया है। धन्यवाद।
no-such-pause = “{ $span }” से समय समझ नहीं आया। ऐसे लिखिए: /pause 7d या /pause 30d।
impossible-date = यह दिन कैलेंडर में नहीं मिला। इसे “3 मई” की तरह लिख देंगे?
