# What customers read in Filipino. Everyday words, with po; the hour comes before the day, so that it fits every sentence.
# What staff read is in English alone.

## Days and spans

day-today = { $time } ngayong araw
day-tomorrow = { $time } bukas
day-yesterday = { $time } kahapon
day-named = { $time } ng { $day }
ago = { $span } na ang nakalipas
just-now = ngayon lang

## Hello and help

hello = { $known ->
        [no] Kumusta po.
       *[yes] Kumusta po, { $name }.
    }

start =
    { hello } Customer care po ito ng { $company }.
    Ikuwento lang po ninyo kung ano ang nangyari o ano ang kailangan ninyo: itatala ko, at may kasamahan akong sasagot dito.
    /cases para makita kung nasaan na ang case ninyo, /human para makausap ang isang tao.
invitation-taken = Kumpirmado na po ang imbitasyon ninyo: kilala ko na po kayo.
invitation-over = Nagamit na po o luma na ang imbitasyong ito. Walang problema; isulat lang po ang kailangan ninyo.
help =
    Isulat lang po sa sarili ninyong salita ang kailangan ninyo: reklamo, tanong, o ideya. Puwede rin ang litrato at voice message.
    /cases – kung nasaan na ang mga case ninyo
    /human – makipag-usap sa tao
    /profile – ang alam namin tungkol sa inyo, puwede po ninyong baguhin
    /care – kung tungkol saan po ako puwedeng maunang sumulat; /survey – ituloy ang isang survey
    /mydata – lahat ng hawak namin tungkol sa inyo; sa /forget po ay buburahin ito
    /stop – itigil po ang mga bati at paalala mula sa amin; /pause – isang linggo lang po, /pause 30d – isang buwan
by-telephone = Sa telepono: { $hotline }
unknown-command =
    Hindi ko po alam ang { $command }. Isulat lang po ang kailangan ninyo, o pumili sa mga ito.
talk-greet = { hello } Ano po ang maitutulong ko?
talk-thanks = Walang anuman po.
talk-goodbye = { $known ->
        [no] Ingat po.
       *[yes] Ingat po, { $name }.
    } Mag-message lang kayo kahit kailan.
talk-affirm = Mabuti po. Kung may iba pa, isulat lang dito.
talk-deny = Sige po. Kung may maitutulong ako, isulat lang dito.
praise = Salamat po. Ipinaabot ko na ito sa team; siguradong may matutuwa rito.
out-of-scope =
    Hindi ko na po sakop iyan. Puwede kong sagutin ang mga tanong tungkol sa amin, itala ang reklamo o ideya ninyo, sabihin kung nasaan na ang case ninyo, o tumawag ng kasamahan.
condolence = { $known ->
    [yes] Nakikiramay po kami sa inyo, { $name }.
   *[no] Nakikiramay po kami sa inyo.
 } Hindi na muna kami mangungumusta o mag-aalok, at babasahin po ng kasamahan namin ang isinulat ninyo. Kung may kailangang ayusin o baguhin, sabihin lang po ninyo kung kailan kayo handa.
sticker = Ayos po iyan. Kung may kailangan kayo, sabihin lang sa ilang salita.
cannot-read =
    Hindi ko po mabuksan ang ganitong mensahe. Puwede po bang isulat na lang, o magpadala ng litrato o file?
no-text = Dumating po ang mensahe ninyo nang walang nakasulat. Ano po ang maitutulong ko?
rephrase = Hindi ko po naintindihan. Puwede po bang sabihin sa ibang salita?
rephrase-else = Sige po. Puwede po bang sabihin sa ibang salita kung ano ang kailangan ninyo?
flood =
    Salamat po, itinatabi ko ang bawat mensahe sa case { $number }, at babasahin lahat ng isang kasamahan.
set-aside =
    Pasensya na po, nagkaproblema sa panig namin (reference { $reference }). Nakatabi ang mensahe ninyo, at titingnan ito ng isang kasamahan.

## The menu of commands

command-cases = Kung nasaan na po ang mga case ninyo
command-human = Makipag-usap po sa tao
command-profile = Ang alam po namin tungkol sa inyo
command-care = Kung tungkol saan po kami puwedeng maunang sumulat
command-survey = Ituloy po ang isang survey
command-pause = Pansamantala po kaming hindi mauunang sumulat
command-stop = Itigil po ang mga bati at paalala mula sa amin
command-mydata = Kunin po ang lahat ng hawak namin tungkol sa inyo
command-forget = Ipabura po ang lahat ng ito
command-help = Ang mga magagawa po ninyo rito

## A case is opened

no-words = (walang nakasulat)
opened-complaint =
    Pasensya na po sa nangyari. Binuksan ko na ang case { $number }: “{ $said }”
    May kasamahan po akong sasagot dito bago mag-{ $due }.
opened-complaint-out-of-hours =
    Pasensya na po sa nangyari. Binuksan ko na ang case { $number }: “{ $said }”
    Magbubukas po ang help desk namin nang { $opens }; may sagot na kayo rito bago mag-{ $due }.
opened-survey = Pasensya na po na hindi naging mas maayos. Gustong malaman ng isang kasamahan kung bakit; susulat po siya rito bago mag-{ $due } (case { $number }).
opened-survey-out-of-hours = Pasensya na po na hindi naging mas maayos. Magbubukas po ang help desk namin nang { $opens }; susulat po rito ang isang kasamahan bago mag-{ $due } (case { $number }).
opened-question =
    Ipinasa ko na po sa isang kasamahan ang tanong ninyo bilang case { $number }: “{ $said }”
    May sagot na po kayo rito bago mag-{ $due }.
opened-question-out-of-hours =
    Itinala ko na po ang tanong ninyo bilang case { $number }: “{ $said }”
    Magbubukas po ang help desk namin nang { $opens }; may sagot na kayo rito bago mag-{ $due }.
opened-more =
    Ipinasa ko na po ito sa isang kasamahan bilang case { $number }: “{ $said }”
    May sagot na po kayo rito bago mag-{ $due }.
opened-more-out-of-hours =
    Itinala ko na po ito bilang case { $number }: “{ $said }”
    Magbubukas po ang help desk namin nang { $opens }; may sagot na kayo rito bago mag-{ $due }.
opened-split =
    Ginawan ko po ito ng sariling case, { $number }: “{ $said }”
    May sagot na po kayo rito bago mag-{ $due }.
opened-split-out-of-hours =
    Ginawan ko po ito ng sariling case, { $number }: “{ $said }”
    Magbubukas po ang help desk namin nang { $opens }; may sagot na kayo rito bago mag-{ $due }.
opened-request =
    { $heard } Ipinasa ko na po ito sa isang kasamahan bilang case { $number }.
    May sagot na po kayo rito bago mag-{ $due }.
opened-request-out-of-hours =
    { $heard } Itinala ko na po ito bilang case { $number }.
    Magbubukas po ang help desk namin nang { $opens }; may sagot na kayo rito bago mag-{ $due }.
opened-files =
    Salamat po, ipinasa ko na ito sa isang kasamahan bilang case { $number }.
    May sagot na po kayo rito bago mag-{ $due }. Makakatulong kung sasabihin ninyo nang kaunti kung tungkol saan ito.
opened-files-out-of-hours =
    Salamat po, itinala ko na ito bilang case { $number }. Makakatulong kung sasabihin ninyo nang kaunti kung tungkol saan ito.
    Magbubukas po ang help desk namin nang { $opens }; may sagot na kayo rito bago mag-{ $due }.
opened-voice =
    Hindi ko po kayang makinig ng voice message, kaya kasamahan ko ang makikinig: case { $number } ito.
    May sagot na po kayo rito bago mag-{ $due }. Mas mabilis kung text.
opened-voice-out-of-hours =
    Hindi ko po kayang makinig ng voice message, kaya kasamahan ko ang makikinig: case { $number } ito.
    Magbubukas po ang help desk namin nang { $opens }; may sagot na kayo rito bago mag-{ $due }. Mas mabilis kung text.
opened-forwarded =
    Ibinigay ko na po sa isang kasamahan ang finorward ninyo, bilang case { $number }.
    May sagot na po kayo rito bago mag-{ $due }. Ano po ang dapat naming malaman tungkol dito?
opened-forwarded-out-of-hours =
    Itinala ko na po ang finorward ninyo bilang case { $number }. Ano po ang dapat naming malaman tungkol dito?
    Magbubukas po ang help desk namin nang { $opens }; may sagot na kayo rito bago mag-{ $due }.
opened-human =
    Sige po. Sinabihan ko na ang team; may kasamahan akong sasagot dito bago mag-{ $due } (case { $number }).
opened-human-out-of-hours =
    Sige po. Magbubukas ang help desk namin nang { $opens }; may kasamahan akong sasagot dito bago mag-{ $due } (case { $number }).
opened-suggestion =
    Salamat po, magandang pag-isipan iyan. Inilapit ko na ito sa team bilang case { $number }.
    May kasamahan po akong susulat sa inyo rito bago mag-{ $due }.
opened-suggestion-out-of-hours =
    Salamat po, magandang pag-isipan iyan. Inilapit ko na ito sa team bilang case { $number }.
    Magbubukas po ang help desk namin nang { $opens }; may kasamahan akong susulat sa inyo bago mag-{ $due }.
opened-emergency =
    Kung may nasaktan o nasa panganib, tumawag na po agad sa { $emergency-number }.
    Alam na po ng mga tao namin (case { $number }), at sasagot sila rito bago mag-{ $due }. Sabihin po kung ano ang nangyari, at kung nasaan kayo.
emergency-again =
    Kung may nasaktan o nasa panganib, tumawag na po agad sa { $emergency-number }.
    Ipinasa ko na po ang isinulat ninyo (case { $number }).
nearest-point =
    Pinakamalapit po ang { $point }, { $distance } km mula sa inyo: { $phone }{ $hours ->
        [none] {""}
       *[other] {" "}({ $hours })
    }. Inaabisuhan ko na ang mga service point namin (case { $number }).
    Kung may nasa panganib, { $emergency-number } po muna.
point-coming = Inaasikaso na po ito ng { $point } (case { $number }). Puwede ninyo silang tawagan: { $phone }.

## More for a case

added-words =
    Idinagdag ko na po ito sa case { $number }. May kasamahan akong sasagot dito bago mag-{ $due }.
added-words-answered = Idinagdag ko na po ito sa case { $number }; makikita ito ni { $agent }.
# In Filipino [one] is 1, 2, 3, 5, 7, 8, 10 …: "2 file", but "4 na file".
added-files =
    { $files ->
        [1] Salamat po, nasa case { $number } na ito.
        [one] Salamat po, nasa case { $number } na ang lahat ng { $files } file.
       *[other] Salamat po, nasa case { $number } na ang lahat ng { $files } na file.
    } May kasamahan po akong sasagot dito bago mag-{ $due }.
added-files-answered =
    { $files ->
        [1] Salamat po, nasa case { $number } na ito.
        [one] Salamat po, nasa case { $number } na ang lahat ng { $files } file.
       *[other] Salamat po, nasa case { $number } na ang lahat ng { $files } na file.
    }
voice =
    Hindi ko po kayang makinig ng voice message, kaya inilagay ko ito sa case { $number } para sa isang kasamahan. Mas mabilis po ang sagot kung text.
contact-taken = Salamat po, ibinigay ko na ang number ninyo sa mga kasamahang tumutulong sa inyo.
contact-of-another =
    Number po iyan ng ibang tao, kaya hindi ko ipapasa. Kung gusto ninyong tawagan namin kayo, i-share po ang sarili ninyong contact.
location-alone = Salamat po sa lokasyon. Ano po ang dapat naming malaman tungkol dito, o gawin doon?

## What a case lacks

more-is-welcome = Kung may litrato o detalyeng makakatulong, ipadala lang po.
ask-detail-what = Ano po ang nangyari? Sapat na ang ilang salita.
ask-detail-order = Aling order po ito? Sapat na ang numero.
ask-detail-product = Aling produkto po ito?
ask-detail-outcome = Ano po ang gusto ninyong gawin namin?
detail-noted = Naitala ko na po sa case { $number }.
details-done = Salamat po, kumpleto na ang case { $number }. May kasamahan po akong sasagot dito bago mag-{ $due }.
details-done-answered = Salamat po, nasa case { $number } na ito; makikita ito ni { $agent }.
details-put-off = Sige po. Kapag may naalala kayo, sa /cases ninyo ito maidadagdag.
added-perhaps-other = Inilagay ko po muna ito sa case { $number }. Tungkol po ba ito roon, o ibang bagay na?
same-matter = Salamat po, mananatili ito sa { $number }.
moved-to-case = Nasa case { $number } na po ito.
cases-list = May { $count } bukas na case po kayo sa amin. Alin po ang gusto ninyong makita o dagdagan?
case-picked = Ang susunod ninyong isusulat ay mapupunta po sa case na ito.

## A human

human-coming =
    Sige po. Sinabihan ko na ang team; may kasamahan akong sasagot dito bago mag-{ $due } (case { $number }).
human-there = Sige po. Sinabihan ko na si { $agent }, na may hawak ng case { $number }.
human-finished = Tapos na po si { $agent }. Narito po ako kung may kailangan kayo.

## A promise that will not be kept

# $agent and $hotline are "none" where there is nobody and no number.
promise-answer-renewed =
    Pasensya na po, nahuhuli kami: ang sagot sa { $number } ay ipinangako bago mag-{ $due }, pero matatagalan pa. Sasagot dito { $agent ->
        [none] ang isang kasamahan ko
       *[other] si { $agent }
    } bago mag-{ $until }.{ $hotline ->
        [none] {""}
       *[other] {" "}Kung hindi na makapaghintay, tumawag po sa { $hotline }.
    }
promise-answer-renewed-again =
    Pasensya na po at maghihintay pa ulit kayo. Darating ang sagot sa { $number } bago mag-{ $until }, at sinabihan ko na ang team na naghihintay pa kayo.{ $hotline ->
        [none] {""}
       *[other] {" "}Kung hindi na makapaghintay, tumawag po sa { $hotline }.
    }
promise-resolution-renewed =
    Mas matagal po ang { $number } kaysa inakala namin: dapat ay ayos na ito bago mag-{ $due }, ngayon ay bago mag-{ $until } na. Pasensya na po sa paghihintay.
promise-resolution-renewed-again =
    Pasensya na po, kailangan pa ulit ng oras ang { $number }: hanggang { $until }. Sinabihan ko na ang team na naghihintay pa kayo.

## Where it stands

no-cases = Wala po kayong bukas na case sa amin. Sabihin lang po kung ano ang nangyari o ano ang kailangan ninyo.
status-waiting =
    { $number }, “{ $said }”: nasa team na po mula { $opened }. May sagot na kayo bago mag-{ $due }.
status-waiting-late =
    { $number }, “{ $said }”: nasa team na po mula { $opened }. Dapat ay may sagot na kayo bago mag-{ $due }; pasensya na po at wala pa.
status-claimed =
    { $number }, “{ $said }”: hawak na po ni { $agent }. May sagot na kayo bago mag-{ $due }.
status-claimed-late =
    { $number }, “{ $said }”: hawak na po ni { $agent }. Dapat ay may sagot na kayo bago mag-{ $due }; pasensya na po at wala pa.
status-answered =
    { $number }, “{ $said }”: sumagot na po si { $agent } at inaasikaso na ito.
status-solution = Dapat itong maayos bago mag-{ $due }.
status-resolved =
    { $number }, “{ $said }”: sabi po ni { $agent }, ayos na ito. Ayos na po ba?
status-closed =
    { $number }, “{ $said }”: isinara na po nang { $closed }.
history-head = Mula nang sumulat kayo:
history-added = · idinagdag ninyo ang “{ $said }” ({ $when })
history-added-files =
    { $files ->
        [1] · nagpadala kayo ng isang file ({ $when })
        [one] · nagpadala kayo ng { $files } file ({ $when })
       *[other] · nagpadala kayo ng { $files } na file ({ $when })
    }
history-claim = · kinuha ito ni { $agent } ({ $when })
history-answer = · sumagot si { $agent } ({ $when })
history-ask = · may itinanong sa inyo si { $agent } ({ $when })
history-resolve = · sinabi ni { $agent } na ayos na ({ $when })
history-reject = · sinabi ninyong hindi pa ayos ({ $when })
history-confirm = · sinabi ninyong ayos na ({ $when })

## What was understood

# The first sentence of the answer to a request; $order is the order's number, or "none".
heard-track_order = { $order ->
        [none] Gusto po ninyong malaman kung nasaan na ang order ninyo.
       *[other] Gusto po ninyong malaman kung nasaan na ang order { $order }.
    }
heard-change_order = { $order ->
        [none] May order po kayong gustong baguhin o kanselahin.
       *[other] Gusto po ninyong baguhin o kanselahin ang order { $order }.
    }
heard-refund = { $order ->
        [none] Tungkol po ito sa pagbabalik ng bayad ninyo.
       *[other] Tungkol po ito sa pagbabalik ng bayad ninyo sa order { $order }.
    }
heard-billing = Tungkol po ito sa isang bill o bayad.
heard-book_service = Tungkol po ito sa isang appointment.
heard-account_help = Kailangan po ninyo ng tulong sa account ninyo.
heard-ask_product = May gusto pa po kayong malaman tungkol sa isang produkto namin.
heard-my_data = Gusto po ninyong malaman kung anong impormasyon tungkol sa inyo ang hawak namin.
heard-forget_me = Gusto po ninyong burahin namin ang hawak naming impormasyon tungkol sa inyo.
heard-refer_friend = Gusto po ninyo kaming irekomenda; salamat sa kabaitan ninyo.

which-meaning = Gusto ko pong maintindihan kayo nang tama. Isa po ba sa mga ito ang ibig ninyong sabihin?
button-something-else = Iba pa
meant-greet = Bumabati lang
meant-goodbye = Nagpapaalam lang
meant-thanks = Nagpapasalamat lang
meant-affirm = Opo
meant-deny = Hindi po
meant-complain = May hindi naging maayos
meant-give_feedback = May ideya ako
meant-praise = May nagustuhan ako
meant-case_status = Kumusta na ang case ko?
meant-add_to_case = Dagdag sa case ko
meant-still_broken = Nasira ulit
meant-confirm_fixed = Gumagana na
meant-talk_to_human = Makipag-usap sa tao
meant-emergency = May nasa panganib
meant-ask_question = Pangkalahatang tanong
meant-ask_product = Tungkol sa isang produkto
meant-track_order = Nasaan na ang order ko?
meant-change_order = Baguhin ang order
meant-refund = Ibalik ang bayad ko
meant-billing = Bill o bayad
meant-book_service = Magpa-appointment
meant-account_help = Ang account ko
meant-care_preferences = Mga mensaheng gusto ko
meant-stop_care = Itigil ang mga mensahe
meant-why_this_message = Bakit ang mensaheng ito?
meant-my_data = Impormasyong hawak ninyo
meant-forget_me = Burahin ang impormasyon ko
meant-refer_friend = Irekomenda kayo
meant-bot_challenge = Makina po ba kayo?
meant-out_of_scope = Ibang-ibang bagay

knowledge-answer =
    { $answer }
    (mula sa: { $title })
button-helped = Nakatulong po
button-not-helped = Itanong sa kasamahan
helped = Mabuti po. Kung may iba pa, isulat lang dito.
shop-order = Order { $number }{ $product ->
        [none] {""}
       *[other] {" "}({ $product })
    }: { $state ->
        [placed] natanggap na po namin at inihahanda na
        [packed] naka-pack na po at aalis na
        [shipped] papunta na po sa inyo
        [cancelled] kinansela na po
       *[delivered] naihatid na po
    }.{ $expected ->
        [none] {""}
       *[other] {" "}Dapat nasa inyo na ito bago o sa { $expected }.
    }{ $link ->
        [none] {""}
       *[other] {" "}Sundan po dito: { $link }
    }
shop-bill = Bill { $number }: { $amount }, babayaran hanggang { $due }.{ $link ->
        [none] {""}
       *[other] {" "}Dito po magbayad: { $link }
    }
shop-appointment = { $what ->
        [none] Ang appointment ninyo
       *[other] { $what }
    }: { $at } po, { $place }.
product-price = { $price } po ang presyo nito.
product-service = Kailangan po ng service tuwing { $months ->
        [0] { $days } araw
        [one] isang buwan
       *[other] { $months } buwan
    }.
product-warranty = May warranty po itong { $months ->
        [0] { $days } araw
        [one] isang buwan
       *[other] { $months } buwan
    }.
no-answer =
    Wala po akong sagot diyan sa ngayon, at ayaw kong manghula. Itatanong ko po ba sa isang kasamahan?
bot-challenge =
    Makina po ako, ang care bot ng { $company }. Itinatala ko ang kailangan ninyo at sinasagot ang alam ko; binabasa ito ng mga tao namin, at sila ang sumasagot kapag kailangan.
care-preferences = { $count ->
        [0] Hindi po ako nauunang sumulat sa inyo. Isang pindot lang para baguhin ito.
       *[other] Nauuna po akong sumulat sa inyo tungkol sa: { $kinds }. Isang pindot lang para baguhin ito.
    }
care-kind-greetings = mga bati sa espesyal na araw
care-kind-reminders = mga paalala
care-kind-surveys = maiikling tanong
care-kind-offers = mga alok
care-mornings = huwag po sa umaga
care-evenings = huwag po sa gabi
care-few = hanggang { $count } lang po sa isang buwan
button-care-none = Wala po, salamat
button-calls-again = Puwede na po ulit akong tawagan
language-set = Mula ngayon, sa Filipino na po ako susulat sa inyo.
why-nothing = Hindi pa po ako nauunang sumulat sa inyo. Sagot sa isinusulat ninyo ang mga ipinapadala ko.
glad-fixed = Mabuti po at gumagana na. Kung bumalik ang problema, isulat lang dito.

## Solved

resolved-ask = Sabi po ni { $agent }, ayos na ang { $number }. Ayos na po ba para sa inyo?
reopened =
    Pasensya na po. Binuksan ko ulit ang { $number } at sinabihan ko si { $agent }. May sagot na kayo rito bago mag-{ $due }.
rate-ask =
    Mabuti naman po. Isang pindot lang, kung gusto ninyo: kumusta ang serbisyo namin sa { $number }, mula 1 (hindi maganda) hanggang 5 (napakaganda)?
rate-thanks = Salamat po sa { $score }.
rate-sorry =
    Salamat po sa pagsasabi nang totoo. Gusto naming higitan ang { $score }, at sinabihan ko na ang team. Ano po ang hindi naging maayos? Isulat dito, o laktawan.
rate-explained = Salamat po. Nasa case { $number } na ito, at may babasa nito ngayong araw.
reason-good-seamless = Madali lang
reason-good-trustworthy = Tinupad ang pangako
reason-good-attentive = Nakinig kayo
reason-good-resourceful = Nakahanap ng paraan
reason-lacking-seamless = Masyadong hirap
reason-lacking-trustworthy = Hindi tinupad
reason-lacking-attentive = Hindi pinakinggan
reason-lacking-resourceful = Walang nahanap na paraan
reason-noted = Nakatala na po, salamat.
reason-taken-back = Inalis na po.
anything-else = May iba pa po ba akong maitutulong? Isulat lang po.
need-met = Natugunan po ba sa huli ang kailangan ninyo?
anything-changed = May nagbago po ba mula noong huli nating usap, gaya ng numero o address? Isulat lang po.

## What we ask, one thing at a time

ask-consent =
    Puwede po ba akong sumulat sa mga espesyal na araw ninyo, gaya ng birthday, o kapag may malapit nang due? Hindi hihigit sa dalawang beses sa isang linggo, hindi kailanman sa gabi, at isang pindot lang para itigil.
consent-all = Salamat po.
consent-reminders-only = Salamat po. Mga paalala lang, kung gayon.
consent-none = Sige po, hindi na. Sasagot pa rin ako tuwing susulat kayo.
ask-name = Ano po ang itatawag ko sa inyo?
ask-name-again = Gusto ko pong maging tama ang pangalan ninyo. Puwede po bang pangalan lang ang isulat?
name-taken = Salamat po, { $name }.
ask-birthday =
    Kailan po ang birthday ninyo? Sapat na ang araw at buwan; para lang ito sa isang bati bawat taon.
ask-birthday-again = Hindi ko po nakuha kung anong petsa iyon. Puwede po bang isulat gaya ng “Mayo 3”?
ask-birthday-which = Alin po rito ang tamang araw?
birthday-taken = { $day }, naitala ko na po.
ask-zone =
    Anong oras na po riyan sa inyo? Para sa tamang oras ako susulat. Puwede rin pong sabihin ang lungsod ninyo.
ask-zone-again = Hindi ko po alam ang lugar na iyon. Ano po ang pinakamalapit na malaking lungsod, o anong oras na riyan sa inyo?
zone-offer = { $time } na po roon ngayon. Iyon po ba ang susundin kong oras kapag sumusulat ako sa inyo?
zone-taken = { $time } na po pala riyan sa inyo, naitala ko na.
ask-phone =
    Maaari ko po bang itala ang telepono ninyo, para matawagan kayo ng kasamahan kung mas mabilis iyon? Ipinapadala ng button sa ibaba ang numero ng account na ito.
ask-wedding = Kailan po ang anibersaryo ng kasal ninyo? Para ito sa isang pagbati bawat taon; sapat na ang araw at buwan.
ask-partner = Ano po ang pangalan ng kabiyak ninyo? Para sa inyong dalawa ang pagbati.
ask-region = Sa aling bansa o rehiyon po kayo nakatira? Sinasabi nito kung aling pista ang meron kayo.
ask-festivals = Aling mga pista po ang ipinagdiriwang ninyo, gaya ng Pasko, Eid o Chinese New Year? Doon lang po ako babati.
ask-email = Aling email po ang magagamit namin kapag may kailangang nakasulat?
ask-occupation = Ano po ang trabaho ninyo? Nakakatulong ito para maimungkahi namin ang bagay sa inyo.
ask-interests = Ano po ang mga hilig ninyo? Iyon lang ang ibabalita namin.
ask-address = Saang address po namin ihahatid o pupuntahan?
ask-travel = Gaano po kalayo ang kaya ninyong puntahan na tindahan namin, sa kilometro? Iyon lang ang babanggitin ko.
ask-gender = Paano po namin kayo tatawagin: bilang babae, lalaki, o iba pa?
field-kept = Naitala po: { $value }
field-removed = Inalis ko na po, at hindi ko na itatanong.
field-change = Maaari po ninyong isulat muli, o ipaalis.
changed-address = Salamat po sa pagsabi. Itatala ko ba ang bagong address, o kung nasaan kayo ngayon?
changed-phone = Salamat po sa pagsabi. Itatala ko ba ang bagong numero?
profile-head = Ito po ang alam ko tungkol sa inyo. Pindutin ang gusto ninyong baguhin.
profile-empty = Wala po akong alam tungkol sa inyo maliban sa pangalan sa Telegram. Pindutin ang gusto ninyong sabihin; hindi kailangan ang lahat.
profile-line = { $what } po: { $value }
field-name = Pangalan
field-birthday = Kaarawan
field-zone = Oras sa inyo
field-phone = Telepono
field-wedding = Anibersaryo ng kasal
field-partner = Kabiyak
field-region = Rehiyon
field-festivals = Mga pista
field-email = Email po
field-occupation = Trabaho
field-interests = Mga hilig
field-address = Tirahan
field-travel = Layo (km)
field-gender = Pagtawag
forget-ask =
    Aalisin ko po ang lahat ng hawak ko tungkol sa inyo: ang profile, mga kaso, ang isinulat ninyo at namin, pati sa grupo ng aming team. Hindi na ito maibabalik, at magsasara ang mga bukas na kaso.
    Ayon sa batas, itinatago namin ang halaga at petsa ng binili ninyo, na walang pangalan. Gusto po ba ninyo iyon?
forget-kept = Mananatili po ang lahat gaya ng dati.
forget-done = Tapos na po: inalis na ang lahat ng hawak ko tungkol sa inyo. Kung susulat kayo muli, magsisimula tayo sa bago.
mydata-sent = Ito po ang lahat ng hawak namin tungkol sa inyo. I-unpack ito at buksan ang my-data.html.
ask-recommend = Isa pa po, kung gusto ninyo: gaano kayo kahandang irekomenda kami sa kaibigan, mula 0 (hindi) hanggang 10 (malugod)?
recommend-thanks = Salamat po, malaking bagay ito sa amin.
recommend-noted = Salamat po sa pagiging tapat.
referral-link = Ito po ang sarili ninyong link na maipapasa: { $link }{ $count ->
        [0] {""}
        [one] {" "}Isang tao na ang dumating dahil dito.
       *[other] {" "}{ $count } tao na ang dumating dahil dito.
    }
referral-later = Salamat po. Itanong ninyo ulit mamaya; hindi pa handa ang link.
skipped = Sige po.
survey-left = Sige po. Kung gusto ninyong ituloy, i-type lang po ang /survey hanggang { $until }.
survey-none = Wala pong survey na naghihintay sa inyo.
survey-thanks = Salamat po, malaking tulong ito sa amin.
profile-done = Iyon lang po ang gusto kong itanong. Salamat.

## What we write first

paused = Sige po, hindi ako unang susulat hanggang { $until }. Sasagot pa rin ako kapag sumulat kayo.
stopped =
    Tapos na po. Hindi na ako mauunang sumulat sa inyo. Sasagot pa rin ako tuwing susulat kayo.
resumed = Sige po, gaya ulit ng dati.
why-head = Bakit po ang mensaheng ito? Galing ito sa rule naming “{ $rule }”.
why-consented = Pumayag po kayo sa mga { $kind ->
        [greetings] bati
        [reminders] paalala
        [surveys] survey
        [offers] alok
       *[other] { $kind }
    } ({ $since }).
why-within-cap = Ika-{ $sent } po ito; hanggang { $at-most } lang sa isang { $period ->
        [day] araw
        [week] linggo
        [month] buwan
       *[other] { $period }
    }.
why-follow-up = Tungkol po ito sa sarili ninyong case.

## Buttons

button-human = Makipag-usap sa tao
button-cases = Mga case ko
button-emergency = May emergency
button-other-matter = Ibang bagay ito
button-solved = Opo
button-not-solved = Hindi pa po
button-its-solved = Ayos na
button-reopen = Bumalik ang problema
button-still-fine = Maayos pa rin po
button-still-broken = Sira pa rin po
button-skip = Laktawan
button-later = Hindi muna
button-enough = Iyon lang po
button-details = Magdagdag
button-same-matter = Tungkol sa { $number }
button-for-case = Para sa { $number }
button-consent-all = Opo
button-consent-reminders = Mga paalala lang
button-consent-none = Hindi po, salamat
button-remove = Alisin
button-share-phone = Ibahagi ang telepono ko
button-forget = Oo, alisin lahat
button-keep = Hindi, hayaan na
button-why = Bakit ito?
button-stop = Itigil ang mga ito
button-undo = Ibalik sa dati

## Refusals

care-error = Hindi po iyan magagawa ngayon. Isulat ang kailangan ninyo, at may kasamahang mag-aasikaso.
stale-button = Luma na po ang button na ito. Isulat ang kailangan ninyo, at itutuloy ko mula roon.
case-gone = Hindi ko na po makita ang case na iyan. Nasa /cases ang mga case ninyo.
merged = Iisang bagay po ang { $number } at { $into }, kaya magpapatuloy ito bilang { $into }.
merged-away = Nasa { $into } na po ang { $number }. Doon na tayo magpatuloy.
barred = Hindi binabasa ng team namin ang mga mensahe sa chat na ito sa ngayon.{ $hotline ->
        [none] {""}
       *[other] {" "}Kung may apurahan, tumawag po sa { $hotline }.
    }
barred-emergency = Tumawag na po sa { $emergency-number } kung may nasa panganib.{ $hotline ->
        [none] {""}
       *[other] {" "}Telepono namin: { $hotline }.
    }
illegal-move-customer = Nagbago na po ang lagay ng case na iyan. Tingnan sa /cases kung nasaan na ito.
not-their-move = Hindi po kayo ang makakagawa niyan.
rated-already = Nagbigay na po kayo ng { $score }. Salamat.
no-such-pause = Hindi ko po mabasa ang “{ $span }” bilang tagal. Isulat kung gaano katagal, gaya ng /pause 7d o /pause 30d.
impossible-date = Wala po sa kalendaryo ang araw na iyan. Puwede po bang isulat gaya ng “Mayo 3”?
