# What people read in English. Two or three short lines; the number, the hour, the name; no blame; one emoji at most.
# A company's own words go into a file of the same name in its own folder and win over these.

## Days and spans

day-today = today { $time }
day-tomorrow = tomorrow { $time }
day-yesterday = yesterday { $time }
day-named = { $day } { $time }
ago = { $span } ago
just-now = just now

## Hello and help

# Whose name nobody can read is greeted without one.
hello = { $known ->
        [no] Hello.
       *[yes] Hello { $name }.
    }
nameless = Customer { $id }

start =
    { hello } This is customer care at { $company }.
    Tell me in your own words what happened or what you need: I'll note it, and a colleague will answer here.
    /cases shows where things stand, /human brings a person.
invitation-taken = Your invitation is confirmed: I know who you are now.
invitation-over = This invitation was used already, or is too old. That's no matter; just write what you need.
help =
    Write what you need in your own words: a complaint, a question, an idea. Photos and voice messages are fine too.
    /cases – where your cases stand
    /human – talk to a person
    /profile – what we know about you, yours to change
    /care – what I write to you about of my own accord; /survey – answer the rest of a survey
    /mydata – everything we hold about you; /forget has it removed
    /stop – no greetings or reminders from us; /pause – none for a week, /pause 30d for a month
by-telephone = By telephone: { $hotline }
unknown-command =
    I don't know { $command }. Just write what you need in your own words, or pick one of these.
talk-greet = { hello } What can I do for you?
talk-thanks = You're welcome.
talk-goodbye = { $known ->
        [no] Goodbye.
       *[yes] Goodbye, { $name }.
    } Write any time.
talk-affirm = Good. If there is anything else, just write it here.
talk-deny = All right. If there is anything I can do, just write it here.
praise = Thank you. I've passed this on to the team; it will make somebody's day.
out-of-scope =
    That one is beyond me, I'm afraid. I can answer questions about us, note a complaint or an idea, say where your case stands, or bring in a colleague.
condolence = { $known ->
    [yes] I am so sorry for your loss, { $name }.
   *[no] I am so sorry for your loss.
 } We will leave you in peace, and a colleague reads what you wrote. If there is anything to settle or to change, tell me whenever it suits you.
sticker = Nice one. If you need something, tell me in a few words.
cannot-read =
    I can't open this kind of message. Could you put it in words, or send a photo or a file?
no-text = Your message reached me without any words. What can I do for you?
rephrase = I didn't understand that. Could you say it in other words?
rephrase-else = All right. Could you say in other words what you need?
flood =
    Thank you, I'm keeping every message with case { $number }, and a colleague will read them all.
set-aside =
    I'm sorry, something went wrong on our side (reference { $reference }). Your message is kept, and a colleague will look at it.

## The menu of commands

command-cases = Where your cases stand
command-human = Talk to a person
command-profile = What we know about you
command-care = What we write to you about
command-survey = Take up a survey again
command-pause = No messages of our own for a while
command-stop = No greetings or reminders from us
command-mydata = Get everything we hold about you
command-forget = Have it all removed
command-help = What you can do here

## A case is opened

no-words = (no words)
opened-complaint =
    I'm sorry about this. I've opened case { $number }: “{ $said }”
    A colleague will answer here by { $due }.
opened-complaint-out-of-hours =
    I'm sorry about this. I've opened case { $number }: “{ $said }”
    Our desk opens { $opens }; you will have an answer here by { $due }.
opened-survey = I'm sorry it was not better. A colleague would like to know why, and will write here by { $due } (case { $number }).
opened-survey-out-of-hours = I'm sorry it was not better. Our desk opens { $opens }; a colleague would like to know why, and will write here by { $due } (case { $number }).
opened-question =
    I've passed your question to a colleague as case { $number }: “{ $said }”
    You will have an answer here by { $due }.
opened-question-out-of-hours =
    I've noted your question as case { $number }: “{ $said }”
    Our desk opens { $opens }; you will have an answer here by { $due }.
opened-more =
    I've passed this on to a colleague as case { $number }: “{ $said }”
    You will have an answer here by { $due }.
opened-more-out-of-hours =
    I've noted this as case { $number }: “{ $said }”
    Our desk opens { $opens }; you will have an answer here by { $due }.
opened-split =
    I've made this a case of its own, { $number }: “{ $said }”
    You will have an answer here by { $due }.
opened-split-out-of-hours =
    I've made this a case of its own, { $number }: “{ $said }”
    Our desk opens { $opens }; you will have an answer here by { $due }.
opened-request =
    { $heard } I've put it before a colleague as case { $number }.
    You will have an answer here by { $due }.
opened-request-out-of-hours =
    { $heard } I've noted it as case { $number }.
    Our desk opens { $opens }; you will have an answer here by { $due }.
opened-files =
    Thank you, I've put this before a colleague as case { $number }.
    You will have an answer here by { $due }. A few words on what it is about would help.
opened-files-out-of-hours =
    Thank you, I've noted this as case { $number }. A few words on what it is about would help.
    Our desk opens { $opens }; you will have an answer here by { $due }.
opened-voice =
    I can't listen to voice messages, so a colleague will: it is case { $number }.
    You will have an answer here by { $due }. Text gets you a faster one.
opened-voice-out-of-hours =
    I can't listen to voice messages, so a colleague will: it is case { $number }.
    Our desk opens { $opens }; you will have an answer here by { $due }. Text gets you a faster one.
opened-forwarded =
    I've passed what you forwarded on to a colleague, as case { $number }.
    You will have an answer here by { $due }. What should we know about it?
opened-forwarded-out-of-hours =
    I've noted what you forwarded as case { $number }. What should we know about it?
    Our desk opens { $opens }; you will have an answer here by { $due }.
opened-human =
    Of course. I've told the team; a colleague will answer here by { $due } (case { $number }).
opened-human-out-of-hours =
    Of course. Our desk opens { $opens }; a colleague will answer here by { $due } (case { $number }).
opened-suggestion =
    Thank you, that is worth thinking about. I've put it before the team as case { $number }.
    You'll hear from a colleague here by { $due }.
opened-suggestion-out-of-hours =
    Thank you, that is worth thinking about. I've put it before the team as case { $number }.
    Our desk opens { $opens }; you'll hear from a colleague by { $due }.
opened-emergency =
    If anyone is hurt or in danger, call { $emergency-number } now.
    Our people have been alerted (case { $number }) and answer here by { $due }. Tell me what happened, and where you are.
pressed-emergency = (pressed the button “Emergency”)
emergency-again =
    If anyone is hurt or in danger, call { $emergency-number } now.
    I've passed on what you wrote (case { $number }).
nearest-point =
    The nearest is { $point }, { $distance } km from you: { $phone }{ $hours ->
        [none] {""}
       *[other] {" "}({ $hours })
    }. I am alerting our service points (case { $number }).
    If anyone is in danger, { $emergency-number } comes first.
point-coming = { $point } is seeing to it (case { $number }). You can ring them: { $phone }.

## More for a case

added-words =
    I've added this to case { $number }. A colleague will answer here by { $due }.
added-words-answered = I've added this to case { $number }; { $agent } will see it.
added-files =
    { $files ->
        [one] Thank you, it is with case { $number }.
       *[other] Thank you, all { $files } are with case { $number }.
    } A colleague will answer here by { $due }.
added-files-answered =
    { $files ->
        [one] Thank you, it is with case { $number }.
       *[other] Thank you, all { $files } are with case { $number }.
    }
voice =
    I can't listen to voice messages, so I've put it with case { $number } for a colleague. Text gets you a faster answer.
contact-taken = Thank you, I've passed your number on to the colleagues who help you.
contact-of-another =
    That is somebody else's number, so I won't pass it on. If we should call you, share your own contact.
location-alone = Thank you for the place. What should we know about it, or do there?

## What a case lacks

more-is-welcome = If a photo or a detail would help, just send it.
ask-detail-what = What happened? A few words are enough.
ask-detail-order = Which order is it about? The number is enough.
ask-detail-product = Which product is it about?
ask-detail-outcome = What would you like us to do?
detail-noted = Noted with case { $number }.
details-done = Thank you, case { $number } has what it needs. A colleague will answer here by { $due }.
details-done-answered = Thank you, it is with case { $number }; { $agent } will see it.
details-put-off = All right. Whenever something comes to mind, /cases is where you can add it.
added-perhaps-other = I've put this with case { $number } for now. Is it about that, or is it another matter?
same-matter = Thank you, it stays with { $number }.
moved-to-case = It is with case { $number } now.
cases-list = You have { $count } open cases with us. Which one would you like to see, or add to?
case-picked = What you write next goes to this case.

## A human

human-coming =
    Of course. I've told the team; a colleague will answer here by { $due } (case { $number }).
human-there = Of course. I've told { $agent }, who has case { $number }.
human-finished = { $agent } has finished. I am back if you need me.

## A promise that will not be kept

# $agent and $hotline are "none" where there is nobody and no number.
promise-answer-renewed =
    I'm sorry, we are behind: the answer to { $number } was promised by { $due }, and it will take longer. { $agent ->
        [none] A colleague
       *[other] { $agent }
    } answers here by { $until }.{ $hotline ->
        [none] {""}
       *[other] {" "}If it can't wait, call { $hotline }.
    }
promise-answer-renewed-again =
    I'm sorry to put you off again. The answer to { $number } comes by { $until }, and I've told the team that you are still waiting.{ $hotline ->
        [none] {""}
       *[other] {" "}If it can't wait, call { $hotline }.
    }
promise-resolution-renewed =
    { $number } takes longer than we thought: it should have been solved by { $due }, now it will be by { $until }. I'm sorry for the wait.
promise-resolution-renewed-again =
    I'm sorry, { $number } needs more time again: until { $until }. I've told the team that you are still waiting.

## Where it stands

no-cases = You have no open case with us. Tell me what happened, or what you need.
status-waiting =
    { $number }, “{ $said }”: with the team since { $opened }. Answer due by { $due }.
status-waiting-late =
    { $number }, “{ $said }”: with the team since { $opened }. You should have had an answer by { $due }, and I'm sorry that you have not.
status-claimed =
    { $number }, “{ $said }”: { $agent } has it. Answer due by { $due }.
status-claimed-late =
    { $number }, “{ $said }”: { $agent } has it. You should have had an answer by { $due }, and I'm sorry that you have not.
status-answered =
    { $number }, “{ $said }”: { $agent } has answered and is on it.
status-solution = It is to be solved by { $due }.
status-resolved =
    { $number }, “{ $said }”: { $agent } says it is solved. Is it?
status-closed =
    { $number }, “{ $said }”: closed { $closed }.
history-head = Since you wrote:
history-added = · you added “{ $said }” ({ $when })
history-added-files =
    { $files ->
        [one] · you sent a file ({ $when })
       *[other] · you sent { $files } files ({ $when })
    }
history-claim = · { $agent } took it ({ $when })
history-answer = · { $agent } answered ({ $when })
history-ask = · { $agent } asked you something ({ $when })
history-resolve = · { $agent } marked it solved ({ $when })
history-reject = · you said it is not solved ({ $when })
history-confirm = · you said it is solved ({ $when })

## What was understood

# The first sentence of the answer to a request; $order is the order's number, or "none".
heard-track_order = { $order ->
        [none] You'd like to know where your order is.
       *[other] You'd like to know where order { $order } is.
    }
heard-change_order = { $order ->
        [none] You'd like to change or cancel an order.
       *[other] You'd like to change or cancel order { $order }.
    }
heard-refund = { $order ->
        [none] This is about your money back.
       *[other] This is about your money back for order { $order }.
    }
heard-billing = This is about a bill or a payment.
heard-book_service = This is about an appointment.
heard-account_help = You need help with your account.
heard-ask_product = You'd like to know more about something we sell.
heard-my_data = You'd like to know what we hold about you.
heard-forget_me = You'd like us to delete what we hold about you.
heard-refer_friend = You'd like to recommend us; that is kind of you.

which-meaning = I want to get this right. Do you mean one of these?
button-something-else = Something else
meant-greet = Just saying hello
meant-goodbye = Saying goodbye
meant-thanks = Saying thanks
meant-affirm = Yes
meant-deny = No
meant-complain = Something went wrong
meant-give_feedback = I have an idea
meant-praise = Something was good
meant-case_status = How is my case?
meant-add_to_case = More for my case
meant-still_broken = It's broken again
meant-confirm_fixed = It works now
meant-talk_to_human = Talk to a person
meant-emergency = Somebody is in danger
meant-ask_question = A general question
meant-ask_product = About a product
meant-track_order = Where is my order?
meant-change_order = Change an order
meant-refund = Money back
meant-billing = A bill or payment
meant-book_service = An appointment
meant-account_help = My account
meant-care_preferences = Which messages I get
meant-stop_care = Stop sending messages
meant-why_this_message = Why this message?
meant-my_data = What you hold on me
meant-forget_me = Delete my data
meant-refer_friend = Recommend you
meant-bot_challenge = Are you a machine?
meant-out_of_scope = Something quite different

knowledge-answer =
    { $answer }
    (from: { $title })
button-helped = That helps
button-not-helped = Ask a colleague
helped = Good. If there is anything else, just write it here.
shop-order = Order { $number }{ $product ->
        [none] {""}
       *[other] {" "}({ $product })
    }: { $state ->
        [placed] we have it and are preparing it
        [packed] it is packed and leaves soon
        [shipped] it is on its way
        [cancelled] it was cancelled
       *[delivered] it was delivered
    }.{ $expected ->
        [none] {""}
       *[other] {" "}It should be with you by { $expected }.
    }{ $link ->
        [none] {""}
       *[other] {" "}Follow it here: { $link }
    }
shop-bill = Bill { $number }: { $amount }, due { $due }.{ $link ->
        [none] {""}
       *[other] {" "}Pay here: { $link }
    }
shop-appointment = { $what ->
        [none] Your appointment
       *[other] { $what }
    }: { $at }, { $place }.
product-price = It costs { $price }.
product-service = A service is due every { $months ->
        [0] { $days } days
        [one] month
       *[other] { $months } months
    }.
product-warranty = The warranty is { $months ->
        [0] { $days } days
        [one] one month
       *[other] { $months } months
    }.
no-answer =
    I have no answer to that at hand, and I don't want to guess. Shall I ask a colleague?
bot-challenge =
    I'm a machine, the care bot of { $company }. I note what you need and answer what I know; people of ours read it and step in.
care-preferences = { $count ->
        [0] I don't write to you of my own accord. A tap changes that.
       *[other] I write to you of my own accord about: { $kinds }. A tap changes that.
    }
care-kind-greetings = greetings on your days
care-kind-reminders = reminders
care-kind-surveys = short questions
care-kind-offers = offers
care-mornings = nothing in the morning
care-evenings = nothing in the evening
care-few = { $count } a month at most
button-care-none = Nothing, please
button-calls-again = You may telephone me again
language-set = From now on I write to you in English.
why-nothing = I have not written to you first so far. What I send answers what you write.
glad-fixed = I'm glad it works. If it comes back, write here.

## Solved

resolved-ask = { $agent } says that { $number } is solved. Is it, for you?
reopened =
    I'm sorry. I've reopened { $number } and told { $agent }. You will have an answer here by { $due }.
rate-ask =
    I'm glad. One tap, if you like: how was our service with { $number }, from 1 (poor) to 5 (great)?
rate-thanks = Thank you for the { $score }.
rate-sorry =
    Thank you for being frank: { $score } is not what we want. I've told the team. What went wrong? Write it here, or skip.
rate-explained = Thank you. It is with case { $number }, and somebody will read it today.
reason-good-seamless = Easy for me
reason-good-trustworthy = Kept your word
reason-good-attentive = You listened
reason-good-resourceful = Found a way
reason-lacking-seamless = Too much effort
reason-lacking-trustworthy = Word not kept
reason-lacking-attentive = Not listened to
reason-lacking-resourceful = No way found
reason-noted = Noted, thank you.
reason-taken-back = Taken back.
anything-else = Is there anything else I can do? Just write it.
need-met = Was what you needed done in the end?
anything-changed = Has anything changed since we last spoke, such as your number or address? Just write it.

## What we ask, one thing at a time

ask-consent =
    May I write to you on your own days, like a birthday, or when something is due? Never more than twice a week, never at night, and one tap stops it.
consent-all = Thank you.
consent-reminders-only = Thank you. Only reminders, then.
consent-none = All right, I won't. I still answer whenever you write.
ask-name = What may I call you?
ask-name-again = I'd like to get your name right. Could you write just the name?
name-taken = Thank you, { $name }.
ask-birthday =
    When is your birthday? Day and month are enough; I use it for one greeting a year.
ask-birthday-again = I couldn't read that as a day. Could you write it like “3 May”?
ask-birthday-which = Which day do you mean?
birthday-taken = { $day }, noted.
ask-zone =
    What time is it where you are? With it I write at a decent hour. You can also name your city.
ask-zone-again = I don't know that place. Could you name the nearest big city, or the time it is with you now?
zone-offer = It is { $time } there. Shall I go by that when I write to you?
zone-taken = Then it is { $time } with you now, noted.
ask-phone =
    May I note your phone, so that a colleague can call when that is quicker? The button below shares the one of this account.
ask-wedding = When is your wedding anniversary? I use it for one greeting a year; day and month are enough.
ask-partner = What is your partner called? The greeting on your wedding day would be for both of you.
ask-region = In which country or region do you live? It tells me which holidays you have.
ask-festivals = Which festivals do you celebrate, such as Diwali, Chinese New Year, Eid or Christmas? I greet you on those alone.
ask-email = Which email address may we use when something has to come in writing?
ask-occupation = What do you do for a living? It helps us to suggest what suits your days.
ask-interests = What are you interested in? We tell you of such things and spare you the rest.
ask-address = To which address should we deliver or come?
ask-travel = How far would you travel to one of our shops, in kilometres? I name only those within reach.
ask-gender = How would you like to be addressed: as a woman, a man, or otherwise?
field-kept = Noted: { $value }
field-removed = I've taken it out, and won't ask for it again.
field-change = You can write it anew, or have it taken out.
changed-address = Thank you for telling me. Shall I note your new address, or where you are now?
changed-phone = Thank you for telling me. Shall I note your new number?
profile-head = This is what I know about you. Tap what you want to change.
profile-empty = I know nothing about you beyond your name on Telegram. Tap what you want to tell me; all of it is optional.
profile-line = { $what }: { $value }
field-name = Name
field-birthday = Birthday
field-zone = Time zone
field-phone = Phone
field-wedding = Wedding day
field-partner = Partner
field-region = Region
field-festivals = Festivals
field-email = Email
field-occupation = Occupation
field-interests = Interests
field-address = Address
field-travel = Distance (km)
field-gender = Form of address
forget-ask =
    I would remove everything I hold about you: your profile, your cases, what you wrote and what we wrote, also in our team's group. It can't be undone, and open cases end with it.
    The law has us keep sums and days of what you bought, without your name. Do you want that?
forget-kept = Then everything stays as it is.
forget-done = Done: all I held about you is removed. If you write again, we begin anew.
mydata-sent = This is everything we hold about you. Unpack it and open my-data.html.
ask-recommend = One more, if you like: how likely would you recommend us to a friend, from 0 (not at all) to 10 (gladly)?
recommend-thanks = Thank you, that means a lot to us.
recommend-noted = Thank you for being frank.
referral-link = Here is your own link to pass on: { $link }{ $count ->
        [0] {""}
        [one] {" "}One person came by it so far.
       *[other] {" "}{ $count } people came by it so far.
    }
referral-later = That is kind of you. Please ask me again in a moment; I am not quite ready to make you a link.
skipped = All right.
survey-left = All right. If you feel like it, /survey takes it up again until { $until }.
survey-none = There is no survey waiting for you.
survey-thanks = Thank you, that helps us.
profile-done = That's all I wanted to ask. Thank you.

## What we write first

paused = All right, I won't write to you first until { $until }. I still answer when you write.
stopped =
    Done. I won't write to you first any more. I still answer when you write.
resumed = Good, as before then.
why-head = Why this message? It comes from our rule “{ $rule }”.
why-consented = You agreed to { $kind } ({ $since }).
why-within-cap = It is { $sent } of at most { $at-most } a { $period }.
why-follow-up = It follows up your own case.

## Buttons

button-human = Talk to a person
button-cases = My cases
button-emergency = Emergency
button-other-matter = It's another matter
button-claim = Take
button-resolve = Resolve
button-on-it = I'm on it
button-solved = Yes
button-not-solved = Not yet
button-its-solved = It's solved
button-reopen = It's back
button-still-fine = Still fine
button-still-broken = Not fixed
button-skip = Skip
button-later = Not now
button-enough = That's all
button-details = Add details
button-same-matter = It's about { $number }
button-for-case = It's for { $number }
button-consent-all = Yes
button-consent-reminders = Only reminders
button-consent-none = No, thanks
button-remove = Take it out
button-share-phone = Share my phone
button-forget = Yes, remove all
button-keep = No, keep it
button-why = Why this?
button-stop = Stop these
button-undo = Undo

## Refusals

care-error = That isn't possible just now. Write what you need, and a colleague will see to it.
stale-button = This button is too old. Write what you need, and I'll take it from there.
case-gone = I can't find that case any more. /cases shows the ones you have.
merged = { $number } and { $into } are about one thing, so they go on as one: { $into }.
merged-away = { $number } lives on in { $into }. Go on there.
barred = Our team does not read messages from this chat at the moment.{ $hotline ->
        [none] {""}
       *[other] {" "}If something is urgent, ring { $hotline }.
    }
barred-emergency = Call { $emergency-number } now if anybody is in danger.{ $hotline ->
        [none] {""}
       *[other] {" "}Our telephone: { $hotline }.
    }
illegal-move-customer = That case has moved on since. /cases shows where it stands.
illegal-move = { $state ->
    [resolved] It is resolved already; the customer has been asked.
    [closed] It is closed already.
   *[other] That can't be done while the case is “{ $state }”.
    }
not-their-move = That is not yours to do.
rated-already = You gave { $score } already. Thank you.
taken-already = { $name } took { $number } already.
yours-already = { $number } is yours already.
task-gone = { $name ->
        [none] There is no such task any more.
       *[other] { $name } has done that already.
    }
staff-only = Only people of the staff group can do that.
unknown-tier = There is no tier “{ $tier }”. Tiers are { $tiers }.
no-such-channel = Write where, then a kind for a case or nothing for a note, then what was said: /open phone complaint the lid is broken. Where is one of { $channels }, kinds are { $kinds }.
no-such-answer = { $names ->
        [none] The rule book has no answers yet. Write them in answers.yml.
       *[other] { $word ->
            [none] Which? There are: { $names }.
           *[other] No answer holds “{ $word }”. There are: { $names }.
        }
    }
no-expert = Nobody who is here is known to understand what { $number } is about. /expert Jonas asks him; /skills Jonas lids notes what he knows.
nothing-to-split = Write what the other matter is: /split the bill is wrong. Or answer the customer's line with /split.
gesture-already = { $title } was { $state ->
        [asked] asked for
       *[other] { $state }
    } already, by { $by }.
no-such-case = { $name } has no case { $number } that this can be done with. /history and the card name theirs.
nothing-asked = Nobody has written to { $name } since they wrote. Ask them here first, then press this.
not-allowed = That takes a { $needed }. Ask one: /people shows who that is.
unknown-person = { $name ->
        [none] Whom? Write a name after the command: { $people }.
       *[other] I know nobody called “{ $name }” in this group. There are: { $people }. Whoever writes here once is known.
    }
several-people = Several are called “{ $name }”: { $people }. Write the full name.
no-such-role = “{ $role }” is no role. Write the name and one of: { $roles }.
no-such-span = “{ $span }” is no time ahead. Write 2h, 3d, 17:30 or 2026-12-24.
no-open-case = { $name } has no open case.
not-in-topic = That belongs in a customer's topic: send it there.
owner-only = Only the group's owner can set it up. Ask them to send /setup here.
group-set-already =
    Another group is the staff group already. Whoever runs this bot can move it, with STAFF_CHAT_ID in its settings.
no-forum =
    This group has no topics yet. Group settings → Topics → on; make the bot an administrator who may manage topics; then send /setup again.
no-such-pause = I couldn't read “{ $span }” as a time. Write how long, like /pause 7d or /pause 30d.
impossible-date = I couldn't find that day in a calendar. Could you write it like “3 May”?

## For staff

topic-title = { $standing ->
        [emergency] 🚨{" "}
        [late] 🔴{" "}
        [waiting] 🟡{" "}
        [in-hand] 🔵{" "}
        [resting] 💤{" "}
       *[settled] {""}
    }{ $name } · { $tier }
staff-no-topic = ⚠ I could not make a topic for { $name } ({ $why }). What is for it comes here until I can: Group settings → Administrators → my name → Manage topics, and room for one more topic.
staff-rights-lost = ⚠ I lack a right here: { $rights ->
        [can_manage_topics] “Manage topics”, without which no customer gets a topic
       *[can_pin_messages] “Pin messages”, without which cards are not pinned
    }. Group settings → Administrators → my name.
staff-group-moved = Telegram gave this group another number. I have moved along, with all that was on its way here.
staff-out-of-reach = ⚠ I cannot write to the staff group any more: { $why }. Customers still get their receipts, and everything for staff waits until I am let in again, as an administrator who may manage topics.
card-kind = { $kind }, { $about }
card-pressing = { $kind } · pressing
category-delivery = delivery
category-product_quality = product quality
category-billing = billing
category-staff_conduct = staff conduct
category-service_and_repair = service and repair
category-app_or_website = app or website
category-other = other
about-ask_product = a product
about-track_order = where an order is
about-change_order = change of an order
about-refund = money back
about-billing = bill or payment
about-book_service = appointment
about-account_help = account
about-my_data = data we hold
about-forget_me = deletion of data
about-refer_friend = recommendation
page-who = { $name } · { $kind ->
        [client] client, comes back
        [customer] customer, bought once
       *[nobody] has not bought yet
    }{ $organisation ->
        [none] {""}
       *[other] {" "}· buys for { $organisation }
    }{ $relation ->
        [internal] {" "}· one of our own people
        [reseller] {" "}· end customer of a reseller
       *[external] {""}
    }{ $id ->
        [none] {" "}· not in the shop's books
       *[other] {" "}· { $id }
    }
page-tier = { $tier }{ $since ->
        [none] {""}
       *[other] {" "}since { $since }
    }{ $because ->
        [none] {""}
       *[other] : { $because }
    }
page-bought = { $times ->
        [one] One purchase
       *[other] { $times } purchases
    }, { $sum } in all, the last one { $last }{ $days ->
        [0] {""}
       *[other] {" "}· usually every { $days } days, next { $next }
    }{ $weekdays ->
        [none] {""}
       *[other] {" "}· on { $weekdays }
    }{ $service ->
        [none] {""}
       *[other] {" "}· last service { $service }
    }{ $what ->
        [none] {""}
       *[other] {" "}· mostly { $what }
    }
page-no-rate = { $count ->
        [one] One purchase is not counted: its currency has no rate to { $currency } in value.yml.
       *[other] { $count } purchases are not counted: their currency has no rate to { $currency } in value.yml.
    }
page-worth = Lifetime value { $value } ({ $basis }){ $alive ->
        [none] {""}
       *[other] {" "}· { $alive } % likely to buy again
    }{ $foreseen ->
        [none] {""}
       *[other] {" "}· { $foreseen } expected within a year
    }
page-standing = { $stage ->
        [suspect] Suspect
        [prospect] Prospect
        [first-time] First-time customer
        [repeat] Repeat customer
        [majority] Majority customer
        [loyal] Loyal customer
       *[advocate] Advocate
    } ({ $why-stage }) · relationship { $health ->
        [growing] growing
        [deteriorating] deteriorating
        [in-repair] in repair
        [dissolved] dissolved
       *[stable] stable
    } ({ $why-health })
page-care = { $cases ->
        [0] No case yet
        [one] One case, { $open } open
       *[other] { $cases } cases, { $open } open
    }{ $score ->
        [none] {""}
       *[other] {" "}· gives us { $score } of 5
    }{ $recommends ->
        [none] {""}
       *[other] {" "}· would recommend us { $recommends } of 10
    }{ $referrals ->
        [0] {""}
       *[other] {" "}· brought { $referrals }
    }
page-timeline = Touch points, the latest last:
page-touch = • { $at } · { $contact ->
        [arrived] first here
        [question] question
        [bought] bought
        [request] request
        [complaint] complaint
        [emergency] emergency
        [suggestion] suggestion
        [elsewhere] elsewhere
        [rated] rated
       *[touched] we wrote
    }{ $what ->
        [none] {""}
       *[other] {" "}{ $what }
    } ({ $step }){ $moment ->
        [good] {" "}👍
        [bad] {" "}👎
       *[plain] {""}
    }
card-came-from = Came by a link: { $page ->
        [none] product { $product }
       *[other] page { $page }{ $product ->
            [none] {""}
           *[other] , product { $product }
        }
    }
staff-linked = { $name } is { $id } in the shop's books{ $known ->
        [none] {""}
       *[other] {" "}({ $known })
    }, by { $how ->
        [phone] the phone they shared
       *[invitation] the invitation they followed
    }.
staff-linked-already = ⚠ { $name } seems to be { $id } of the shop's books, but { $other } is already. Nothing was joined; please find out who is who.
staff-phone-of-several = ⚠ The phone that { $name } shared is in the shop's books more than once ({ $ids }). Nothing was joined; `care invite` makes a link for the right one.
staff-forgotten = A customer asked to be forgotten: their topic, their cases and all they wrote are removed.
staff-detractor = { $name } would rather not recommend us: { $score } of 10.
staff-referral = { $name } brought { $other } to us.
card-order = Order { $order }
card-wants = wants: { $outcome }
button-ask = Wait for them
button-more = More …
button-less = Less
button-snooze-soon = Rest 2 h
button-snooze-next = Next day
button-snooze-later = 3 days
button-priority-urgent = 🔴 urgent
button-priority-high = 🟠 high
button-priority-normal = normal
button-priority-low = low
button-merge = Merge into { $number }
button-expert = Ask an expert
button-note = Note
button-history = History
button-silent = Bot silent / on
card-snoozed = 💤 Rests until { $until }
card-merged = Lives on in { $into }
card-follows = About the same as { $number }
card-alike = ⚠ Perhaps the same matter as { $numbers }: More → Merge
card-others = Also open: { $numbers }
toast-waiting = { $number } waits for { $name }. Its promises rest until they write.
toast-priority = { $number } is { $priority } now. What was promised stays.
toast-snoozed = { $number } rests until { $until }.
toast-merged = { $number } lives on in { $into }.
toast-note = A line here that begins with // stays with us, and with { $number }.
button-gesture = Gesture
button-send = Send
button-grant = Grant
button-refuse = Not this time
staff-canned = { $name }: { $text }
toast-said = Sent to { $name }.
staff-gestures = What shall we do for { $name } ({ $number })?
staff-no-gestures = The rule book names no gestures. Write them in gestures.yml.
staff-gesture-granted = ✓ { $title } for { $number }, granted by { $agent }. The customer knows.
staff-gesture-refused = { $title }: { $agent } says not this time, { $asked-by }.
staff-gesture-asked = { $agent } asks for { $name } ({ $number }): { $title }?
toast-gesture-asked = { $title } takes somebody else; I have asked.
staff-touch-point = Written down: { $name } was in touch by { $channel }. /history shows it.
staff-of-another = ⚠ { $number } is { $agent }'s. What you wrote was sent; /handover makes it yours or somebody else's.
card-elsewhere = Came by { $channel }
point-alert =
    🚨 { $company }: an emergency { $distance } km from you (case { $number }).
    { $name }: “{ $said }”
    They are at { $place }. Can you see to it?
button-on-our-way = We see to it
toast-on-our-way = Thank you. The customer and the desk know ({ $number }).
staff-point-alerted = { $point } was alerted, { $distance } km away.
staff-point-coming = ✓ { $who } at { $point } sees to { $number }.
staff-no-point = ⚠ { $number }: every service point was alerted and none has answered. Please see to it yourselves.
staff-woken = ⏰ { $number } of { $name } is back from its rest.
staff-reply-in-general = That reached nobody but us: { $name } reads only what is written in their topic.{ $link ->
        [none] {" "}They have none yet: their next message opens it.
       *[other] {" "}{ $link }
    }
staff-quiet-over = Nobody has written to { $name } for { $span }, so I answer them again. “Bot silent / on” keeps me quiet for longer.
staff-expert = { $agent } asks what you think of { $number } of { $name }: “{ $question }” A line that begins with // stays among us, anything else goes to the customer. The case stays { $agent }'s.
staff-backlog = ⏳ { $waiting } messages wait for this group: Telegram takes 20 a minute. The last one comes in about { $delay }; what customers say comes first.
staff-backlog-over = ✓ Nothing waits for this group any more.
staff-silent = { $agent } keeps me silent towards { $name } until somebody presses “Bot silent / on” again.
staff-speaks = { $agent } lets me answer { $name } again.
staff-history = { $number }, what happened:
staff-history-line = • { $at } – { $who }: { $what }{ $why ->
        [none] {""}
       *[other] {" "}· { $why }
    }
button-done = Done
toast-done = Thank you. The others see that it is done.
staff-task-done = ✓ { $agent } has done it: { $task }
staff-tasks = { $count ->
        [0] There is nothing to do beside the cases.
        [one] One thing is to be done:
       *[other] { $count } things are to be done, those that are due first:
    }
# $kind is what has become of the relationship.
staff-tiers = { $count ->
        [0] Nobody has been weighed yet who bought something.
        [one] One customer who bought something:
       *[other] { $count } customers who bought something, by tier:
    }
staff-tier-line = • { $tier }: { $count } · { $share } % of the year's revenue · { $spend } a year each · lifetime value { $value } each{ $won ->
        [none] {""}
       *[other] {" "}· { $won } to win one
    }{ $kept ->
        [none] {""}
       *[other] {" "}· { $kept } a month to keep one
    }{ $dearer ->
        [none] {""}
       *[other] {" "}· winning costs { $dearer } times a year of keeping
    }
staff-why = { $count ->
        [0] Nothing was written to them of our own accord, or withheld, so far.
       *[other] What we wrote of our own accord, or withheld, the newest first:
    }
staff-why-touch = • { $at } · { $rule } { $outcome ->
        [sent] sent
       *[withheld] withheld
    }{ $reasons ->
        [none] {""}
       *[other] : { $reasons }
    }
staff-why-next = { $count ->
        [0] Nothing is planned.
       *[other] What comes next:
    }
staff-why-planned = • { $at } · { $rule } ({ $occasion })
staff-surveys = { $count ->
        [0] There is no survey in the rule book yet (surveys.yml).
       *[other] Asked in the last { $days } days. /surveys and a name shows the answers.
    }
staff-survey-unknown = There is no survey “{ $survey }”.
staff-survey-line = · { $survey }: { $count }
staff-survey = { $survey }, last { $days } days: { $asked } asked, { $answered } answered, { $finished } to the end.
staff-survey-score = { $measure ->
        [nps] Net Promoter Score
        [ces] Effort score
       *[other] Mean
    } { $value }{ $margin ->
        [none] {""}
       *[other] {" "}± { $margin }
    }, of { $count ->
        [one] one answer
       *[other] { $count } answers
    }.
staff-preview = { $count ->
        [0] Nothing is planned for the next { $days } days.
        [one] One message is planned for the next { $days } days. “care rules preview” says to whom, and what may keep it back.
       *[other] { $count } messages are planned for the next { $days } days. “care rules preview” says to whom, and what may keep them back.
    }
task-care = { $text } (by { $due })
task-call = ☎ Telephone { $name }: { $text } (by { $due }){ $tried ->
        [none] {""}
       *[other] {" "}– { $tried }
    }
call-head = ☎ Telephone { $name }{ $done ->
        [true] : done
       *[false] , by { $due }
    }
call-why = Why: { $why }
call-standing = Who: { $tier }{ $stage ->
        [none] {""}
        [suspect] {" "}· suspect
        [prospect] {" "}· prospect
        [first-time] {" "}· first-time customer
        [repeat] {" "}· repeat customer
        [majority] {" "}· majority customer
        [loyal] {" "}· loyal customer
       *[advocate] {" "}· advocate
    }{ $health ->
        [none] {""}
        [growing] {" "}· relationship growing
        [deteriorating] {" "}· relationship deteriorating
        [in-repair] {" "}· relationship in repair
        [dissolved] {" "}· relationship dissolved
       *[stable] {" "}· relationship stable
    }
call-propose = Propose: { $text }
call-number = { $number ->
        [none] Number: not known
       *[other] Number: { $number } (leads see it in full: the button, or /customer)
    }
call-touch-points = Last touch points:
call-tried = { $by }: { $outcome }, { $at }
call-note = Note by { $by }: { $text }
call-outcome = { $outcome ->
        [reached] reached
        [no-answer] no answer
        [later] call back later
        [not-wanted] wants no calls
       *[stopped] has stopped us
    }
call-told = ☎ { $agent } telephoned { $name }: { $outcome }.{ $then ->
        [again] {" "}Due again { $due }.
        [no-answer] {" "}That was the last try.
        [not-wanted] {" "}Nobody is to telephone them any more.
       *[reached] {" "}What was said: answer the task's message, it stays with us.
    }
call-touch-point = we telephoned ({ $rule }): { $what }
call-note-kept = Kept with the call; { $name } does not see it.
call-noted = { $name } noted that call already: { $outcome }.
toast-number = { $number ->
        [none] No number is known.
       *[other] { $number }{ $full ->
            [true] {""}
           *[false] {" "}– leads see it in full.
        }
    }
button-call-reached = Reached
button-call-no-answer = No answer
button-call-later = Call back later
button-call-not-wanted = Wants no calls
button-call-number = Number
staff-calls-done = Telephoned lately:
staff-call-done = • { $name } – { $by }: { $outcome }, { $at }
task-reward = { $name } brought { $other }: give them { $reward } by { $due }.
task-health = { $name }: the relationship is { $kind ->
        [dissolved] about to end
       *[other] getting worse
    } ({ $because }). Be in touch by { $due }.
because-never-written = has neither written nor bought
because-written = has written to us and bought nothing yet
because-bought = bought on { $times ->
        [one] one day
       *[other] { $times } days
    }
because-wallet-share = { $percent } % of what they spend is with us, they say
because-referrals = has brought { $times ->
        [one] somebody
       *[other] { $times } others
    }
because-recommends = would recommend us, { $score } of 10
because-overdue = no purchase for { $times } times as long as usual
because-hardly-alive = { $percent } % likely to buy again
because-left = has stopped the bot
because-complaint = complaint { $case }
because-satisfaction = gives us { $score } of 5
because-spends-less = spends { $percent } % less than half a year before
because-spends-more = spends { $percent } % more than half a year before
because-effort = had to come back { $times } times about things held for solved
because-as-usual = as usual
because-pinned = set by hand
because-top = top { $at-least } % by yearly spend
because-revenue = among those who bring { $at-least } % of the revenue
because-rfm = { $at-least } points or more for how lately, how often and how much they buy
because-worth = lifetime value above the line
because-beneath = below the lines of the other tiers
because-stays = kept for now
because-newcomer = has not bought yet
button-kind = → { $kind }
toast-kind = { $number } is a { $kind } now. Thank you, I learn from it.
kind-complaint = complaint
kind-request = request
kind-question = question
kind-suggestion = suggestion
kind-emergency = EMERGENCY
card-head = { $number } · { $kind } · { $tier }{ $priority ->
        [urgent] {" · urgent"}
        [high] {" · high"}
        [low] {" · low"}
       *[normal] {""}
    }
nobody-yet = nobody yet
card-due = Answer due { $due } · { $agent }{ $solution ->
        [none] {""}
       *[other] {" "}· solution due { $solution }
    }
card-answered = Answered · { $agent }{ $solution ->
        [none] {""}
       *[other] {" "}· solution due { $solution }
    }
card-resolved = Resolved { $at } · { $agent } · the customer was asked
card-closed = Closed { $at } · { $agent } · score { $score }{ $reasons ->
        [none] {""}
       *[other] {" "}({ $reasons })
    }
card-customer =
    { $name } · { $earlier ->
        [0] first case
        [one] { $earlier } earlier case
       *[other] { $earlier } earlier cases
    } · with us since { $since }
customer-said = { $name }:
toast-claimed = { $number } is yours.
toast-resolved = { $number } is resolved. { $name } is asked whether it is.
not-delivered = ⚠ Not delivered: Telegram refused it ({ $why }).
copy-failed = ⚠ { $name } sent a file that Telegram would not let me show here ({ $why }). Please ask for it again.
not-delivered-blocked = ⚠ Not delivered: { $name } has stopped the bot. It can be written to again once they return.
# $about is the promise: "answer" or "solution". $until is what the customer was told instead, or "none".
staff-promise-warn = ⏳ { $number }: { $about ->
        [answer] { $name } is to have an answer
       *[solution] it is to be solved
    } by { $due }.
staff-promise-miss = ⚠ { $number }: { $about ->
        [answer] { $name } should have had an answer
       *[solution] it should have been solved
    } by { $due }.{ $until ->
        [none] {""}
       *[other] {" "}They have been told { $until }.
    }
staff-promise-team = ⚠ Everybody: { $number } of { $name } waits for { $about ->
        [answer] an answer
       *[solution] a solution
    }{ $agent ->
        [none] {", and nobody has it."}
       *[other] {"; "}{ $agent } has it.
    } It was due by { $due }. Who is on it?
staff-promise-lead = ⚠ For the lead: { $number } of { $name } still waits for { $about ->
        [answer] an answer
       *[solution] a solution
    }{ $agent ->
        [none] {", and nobody has it."}
       *[other] {"; "}{ $agent } has it.
    } It was due by { $due }.
staff-promise-manager = ⚠ For the manager: { $number } of { $name } still waits for { $about ->
        [answer] an answer
       *[solution] a solution
    }{ $agent ->
        [none] {", and nobody has it."}
       *[other] {"; "}{ $agent } has it.
    } It was due by { $due }.
staff-on-it = { $agent } is on it ({ $number }).
toast-on-it = Thank you. The others know that you see to { $number }.
staff-still-fine = { $name } says that { $number } is fine still.
staff-reopened = { $name } says { $number } is not solved. It is open again, { $agent }.
staff-low-score = { $name } gave { $score } of 5 for { $number }. They were asked what went wrong.
staff-wants-human = { $name } asks for a person ({ $number }).
staff-praise =
    { $name } praises you:
    “{ $said }”
staff-edited =
    { $name } changed a message. It now says:
    { $said }{ $before ->
        [none] {""}
       *[other] {" "}(before: “{ $before }”)
    }
staff-edit-unsent = That line had not been sent to the customer, and is not now. Write it anew to send it.
staff-edit-late = { $name } still reads the former words: this change cannot be made at their side. Write to them, if it matters.
staff-customer-left = { $name } has stopped the bot. Nothing can be sent to them until they return.
staff-tier-set = { $name } is { $tier } now, until somebody sets it otherwise; /tier auto lets it follow from what they buy. Open cases keep the promise they were opened with.
staff-tier-auto = The tier of { $name } follows again from what they buy, from tonight on.
staff-tier-is = { $name } is { $tier }. Tiers are { $tiers }: write /tier and one of them.
staff-set-aside =
    ⚠ I could not handle a message of { $name }, and told them so. Please answer it. Reference { $reference }: { $fault }
    “{ $said }”
staff-set-aside-own =
    ⚠ I could not handle what was sent here, and it reached nobody. Reference { $reference }: { $fault }
    “{ $said }”
staff-help =
    What you write here goes to the customer; a line that begins with // stays here. The card's buttons take and resolve the case; those with → put its kind right, and I learn from it.
    /say hours – an answer that is written already; a tap sends it. /gesture – what may be done for them.
    /open phone complaint the lid is broken – what they told us elsewhere; without a kind it is a note of the contact.
    /snooze 2h – let it rest. /merge K7F2 and /link K7F2 – two cases about one thing. /history – what happened. Answer a card to say which case.
    /customer – who this is: purchases, value, stage, touch points. /why – what we wrote of our own accord, or did not, and why.
    /expert does the seal fit? – who knows the product. /split the bill is wrong – a second matter gets its own case.
    /handover Jonas please ring her – gives him the case; the words stay here.
    /tier gold – set the tier, /tier auto – leave it to the book. /mourning 60d – somebody has died: nothing cheerful until then. Leads: /block shuts out who abuses you, /unblock lets them in.
    /queue, /mine, /find and all else that /help shows in General work here too.
staff-help-general =
    Each customer has a topic of their own. What you write there goes to them; a line that begins with // stays. /help in a topic shows what can be done there.
    /queue – what waits for somebody. /mine – what is yours. /find Asha – a customer or a case.
    /tasks – what is to be done beside the cases. /preview – what the coming weeks bring. /surveys – what customers answered. Leads: /tiers – what each tier brings and costs.
    /people – who is here; /away 2h and /back – whether you are. Leads: /skills Jonas Hindi, complaints. Managers: /role Jonas lead.
staff-command-queue = What waits for somebody
staff-command-mine = Your open cases
staff-command-find = Find a customer or a case: /find Asha
staff-command-tasks = What is to be done beside the cases
staff-command-people = Who is here
staff-command-away = You are away: /away 2h
staff-command-back = You are back
staff-command-tiers = What each tier brings and costs (leads)
staff-command-preview = What the coming weeks bring
staff-command-surveys = What customers answered: /surveys recommend
staff-command-skills = What somebody can do (leads): /skills Jonas Hindi
staff-command-role = Give a role (managers): /role Jonas lead
staff-command-say = In a topic: an answer that is written already, /say hours
staff-command-handover = In a topic: give the case away, /handover Jonas
staff-command-snooze = In a topic: let the case rest, /snooze 2h
staff-command-history = In a topic: what happened in the case
staff-command-customer = In a topic: who this is
staff-command-why = In a topic: what we wrote first, and why
staff-command-gesture = In a topic: what may be done for them
staff-command-expert = In a topic: bring in who knows the product
staff-command-split = In a topic: give a second matter its own case
staff-command-merge = In a topic: one case goes on in another, /merge K7F2
staff-command-link = In a topic: two cases name each other, /link K7F2
staff-command-open = In a topic: what they told us elsewhere, /open phone
staff-command-tier = In a topic: set the tier, /tier gold
staff-command-mourning = In a topic: nothing cheerful for a while, /mourning 60d
staff-command-unblock = In a topic: let the customer in again (leads)
staff-command-setup = Make this group the staff's (its owner)
staff-command-help = What you can do here
staff-unknown-command = I don't know { $command }, and it was not sent to the customer. /help shows what there is.
staff-queue = { $free ->
        [0] Nobody waits for somebody to take their case.
        [one] { $free } case waits for somebody to take it.
       *[other] { $free } cases wait for somebody to take them.
    } { $taken ->
        [0] None is in hand.
        [one] { $taken } is in hand.
       *[other] { $taken } are in hand.
    }
staff-mine = { $count ->
        [0] { $name }, you have no open case. /queue shows what waits.
        [one] { $name }, you have { $count } open case.
       *[other] { $name }, these cases are yours, those that are due first:
    }
staff-found = { $count ->
        [0] Nothing found for “{ $wanted }”. I look for case numbers, customers' names and words of open cases.
       *[other] Found for “{ $wanted }”:
    }
staff-find-how = Write what to look for: /find K7F2, /find Asha or /find broken lid.
staff-queue-line = • { $number }{ $priority ->
        [urgent] {" "}🔴
        [high] {" "}🟠
       *[other] {""}
    } { $name }: “{ $said }”{ $state ->
        [resolved] {" "}· resolved
        [closed] {" "}· closed
       *[open] {""}
    }{ $due ->
        [none] {""}
       *[other] {" "}· due { $due }
    }{ $agent ->
        [none] {""}
       *[other] {" "}· { $agent }
    }{ $link ->
        [none] {""}
       *[other] {" "}{ $link }
    }
staff-handed = { $agent } hands { $number } to you.{ $note ->
        [none] {""}
       *[other] {" "}“{ $note }”
    }
staff-assigned = { $number } is yours: it is your turn.
staff-role-set = { $name } is { $role } now.
staff-skills-set = { $skills ->
        [none] { $name } is given cases of every kind and language.
       *[other] { $name } is given cases of: { $skills }.
    }
staff-away = { $until ->
        [none] { $name } is away and is given no cases. /back ends that.
       *[other] { $name } is away until { $until } and is given no cases. /back ends that.
    }
staff-back = { $name } is back.
staff-person = { $name } · { $role }{ $skills ->
        [none] {""}
       *[other] {" "}· { $skills }
    }{ $away ->
        [none] {""}
        [open] {" "}· away
       *[other] {" "}· away until { $away }
    }
staff-bereaved = { $agent } asks for peace: { $name } gets no greetings, surveys or offers until { $until }. /mourning off ends it.
staff-bereaved-heard = { $name } has written of a death. They get no greetings, surveys or offers until { $until }. If that was misread: /mourning off.
staff-bereaved-over = { $agent } has ended it: what { $name } agreed to holds again.
staff-barred = { $agent } has shut { $name } out: their messages are not read, and they are told so.{ $why ->
        [none] {""}
       *[other] {" "}“{ $why }”
    } /unblock lets them in again.
staff-let-in = { $agent } has let { $name } in again.
set-up-done = This is the staff group now. Each customer who needs you gets a topic here.
stranger-group =
    Hello. I am customer care at { $company } and answer in private: press my name and write to me there.
    If this is the care team's own group: turn topics on, make me an administrator who may manage topics, and have the owner send /setup.

## Learning

review-item-gone = There is no text { $id } in the review queue. `care nlu review` lists what waits.
review-decided = Text { $id } was { $state } by { $by } already.
review-unknown-intent = { $intent } is no intent. Say with --as what it means, one of: { $intents }.
