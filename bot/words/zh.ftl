# What customers read in Simplified Chinese; staff read English. A case is 工单, a colleague is 同事, customers are 您.
# A space stands around case numbers and commands; none around names, times and counts.

## Days and spans

day-today = 今天{ $time }
day-tomorrow = 明天{ $time }
day-yesterday = 昨天{ $time }
day-named = { $day }{ $time }
ago = { $span }前
just-now = 刚刚

## Hello and help

# Whose name nobody can read is greeted without one.
hello = { $known ->
        [no] 您好。
       *[yes] { $name }，您好。
    }

start =
    { hello }这里是{ $company }客户服务。
    发生了什么、需要什么，用您自己的话告诉我就好：我来记录，同事会在这里回复您。
    发送 /cases 查看处理进展，/human 找人工客服。
invitation-taken = 您的邀请已确认：现在我知道您是谁了。
invitation-over = 这个邀请已被使用或已过期。没关系，直接写下您的需要就好。
help =
    需要什么，用您自己的话写下来就好：投诉、问题、建议都可以，也可以发照片和语音。
    /cases – 查看工单进展
    /human – 找人工客服
    /profile – 我们了解的您的信息，您随时可以更改
    /care – 我可以主动给您发哪些消息；/survey – 继续未完成的问卷
    /mydata – 我们保存的您的全部信息；/forget 可全部删除
    /stop – 不再收到我们的问候和提醒；/pause – 暂停一周，/pause 30d – 暂停一个月
by-telephone = 电话：{ $hotline }
unknown-command =
    我不认识 { $command } 这个命令。需要什么，直接写给我就好，也可以点下面的按钮。
talk-greet = { hello }有什么可以帮您？
talk-thanks = 不客气，应该的。
talk-goodbye = { $known ->
        [no] 再见。
       *[yes] { $name }，再见。
    }有事随时找我。
talk-affirm = 好的。还有别的事，直接写在这里就好。
talk-deny = 没关系。有什么我能做的，直接写在这里就好。
praise = 谢谢您。我已转告团队，一定会有同事为此开心一整天。
out-of-scope =
    这件事我帮不上忙。我可以回答关于我们的问题、登记投诉或建议、查工单进展，或者请同事来帮您。
condolence = { $known ->
    [yes] { $name }，请节哀。
   *[no] 请节哀。
 }这段时间我们不会打扰您，您写的话会有同事来看。如果有什么需要办理或更改的，您方便的时候告诉我就好。
sticker = 这个表情真不错。需要什么的话，简单说几句就好。
cannot-read =
    这类消息我打不开。您能用文字说一下，或者发照片、文件过来吗？
no-text = 您的消息里没有文字。有什么可以帮您？
rephrase = 这句话我没看懂。您能换个说法吗？
rephrase-else = 好的。您能换个说法，告诉我需要什么吗？
flood =
    谢谢您，每条消息都会存入工单 { $number }，同事会全部看完。
set-aside =
    很抱歉，我们这边出了点问题（编号 { $reference }）。您的消息已经保存，同事会来查看。

## The menu of commands

command-cases = 查看工单进展
command-human = 找人工客服
command-profile = 我们了解的您的信息
command-care = 我们可以主动给您发哪些消息
command-survey = 继续未完成的问卷
command-pause = 暂停一段时间，不主动给您发消息
command-stop = 不再收到我们的问候和提醒
command-mydata = 获取我们保存的您的全部信息
command-forget = 删除您的全部信息
command-help = 您可以在这里做什么

## A case is opened

no-words = （没有文字）
opened-complaint =
    很抱歉给您添了麻烦。已为您建立工单 { $number }：“{ $said }”
    同事会在{ $due }前在这里回复您。
opened-complaint-out-of-hours =
    很抱歉给您添了麻烦。已为您建立工单 { $number }：“{ $said }”
    客服{ $opens }上班，{ $due }前会在这里回复您。
opened-survey = 很抱歉没能做得更好。同事想了解原因，会在{ $due }前在这里联系您（工单 { $number }）。
opened-survey-out-of-hours = 很抱歉没能做得更好。客服{ $opens }上班，同事想了解原因，会在{ $due }前在这里联系您（工单 { $number }）。
opened-question =
    您的问题已转给同事，工单 { $number }：“{ $said }”
    { $due }前会在这里回复您。
opened-question-out-of-hours =
    您的问题已记下，工单 { $number }：“{ $said }”
    客服{ $opens }上班，{ $due }前会在这里回复您。
opened-more =
    您说的情况已转给同事，工单 { $number }：“{ $said }”
    { $due }前会在这里回复您。
opened-more-out-of-hours =
    您说的情况已记下，工单 { $number }：“{ $said }”
    客服{ $opens }上班，{ $due }前会在这里回复您。
opened-split =
    已为这件事单独建立工单 { $number }：“{ $said }”
    { $due }前会在这里回复您。
opened-split-out-of-hours =
    已为这件事单独建立工单 { $number }：“{ $said }”
    客服{ $opens }上班，{ $due }前会在这里回复您。
opened-request =
    { $heard }已转给同事，工单 { $number }。
    { $due }前会在这里回复您。
opened-request-out-of-hours =
    { $heard }已经记下，工单 { $number }。
    客服{ $opens }上班，{ $due }前会在这里回复您。
opened-files =
    谢谢您，已转给同事处理，工单 { $number }。
    { $due }前会在这里回复您。简单说几句是什么事，会更有帮助。
opened-files-out-of-hours =
    谢谢您，已经记下，工单 { $number }。简单说几句是什么事，会更有帮助。
    客服{ $opens }上班，{ $due }前会在这里回复您。
opened-voice =
    语音我听不了，已请同事来听，工单 { $number }。
    { $due }前会在这里回复您。发文字的话，会更快得到回复。
opened-voice-out-of-hours =
    语音我听不了，会请同事来听，工单 { $number }。
    客服{ $opens }上班，{ $due }前会在这里回复您。发文字的话，会更快得到回复。
opened-forwarded =
    您转发的内容已转给同事，工单 { $number }。
    { $due }前会在这里回复您。关于它，有什么需要我们知道的吗？
opened-forwarded-out-of-hours =
    您转发的内容已记下，工单 { $number }。关于它，有什么需要我们知道的吗？
    客服{ $opens }上班，{ $due }前会在这里回复您。
opened-human =
    好的，已通知团队，同事会在{ $due }前在这里回复您（工单 { $number }）。
opened-human-out-of-hours =
    好的。客服{ $opens }上班，同事会在{ $due }前在这里回复您（工单 { $number }）。
opened-suggestion =
    谢谢您，这个建议值得考虑。已提交给团队，工单 { $number }。
    同事会在{ $due }前在这里给您回音。
opened-suggestion-out-of-hours =
    谢谢您，这个建议值得考虑。已提交给团队，工单 { $number }。
    客服{ $opens }上班，同事会在{ $due }前给您回音。
opened-emergency =
    如果有人受伤或有危险，请立即拨打 { $emergency-number }。
    我们的人员已接到紧急通知（工单 { $number }），{ $due }前会在这里回复您。请告诉我发生了什么，您在哪里。
emergency-again =
    如果有人受伤或有危险，请立即拨打 { $emergency-number }。
    您写的内容已经转达（工单 { $number }）。
nearest-point =
    离您最近的是 { $point }，距离 { $distance } 公里，电话：{ $phone }{ $hours ->
        [none] {""}
       *[other] （{ $hours }）
    }。我正在通知我们的服务点（工单 { $number }）。
    如果有人身处危险，请先拨打 { $emergency-number }。
point-coming = { $point } 正在处理（工单 { $number }）。您可以致电：{ $phone }。

## More for a case

added-words =
    已补充到工单 { $number }。同事会在{ $due }前在这里回复您。
added-words-answered = 已补充到工单 { $number }，{ $agent }会看到的。
added-files =
    谢谢您，收到{ $files }份资料，已放入工单 { $number }。同事会在{ $due }前在这里回复您。
added-files-answered =
    谢谢您，收到{ $files }份资料，已放入工单 { $number }。
voice =
    语音我听不了，已放入工单 { $number }，请同事来听。发文字的话，会更快得到回复。
contact-taken = 谢谢您，您的号码已转给负责的同事。
contact-of-another =
    这是别人的号码，我就不转交了。如果希望我们给您打电话，请分享您自己的联系方式。
location-alone = 谢谢您发来位置。这里有什么需要我们知道，或者需要我们去做的吗？

## What a case lacks

more-is-welcome = 如果有照片或更多细节，直接发来就好。
ask-detail-what = 发生了什么？简单几句就好。
ask-detail-order = 是哪个订单？发订单号就好。
ask-detail-product = 是哪件商品？
ask-detail-outcome = 您希望我们怎么处理？
detail-noted = 已记入工单 { $number }。
details-done = 谢谢，工单 { $number } 的信息齐了。同事会在{ $due }前在这里回复您。
details-done-answered = 谢谢，已放入工单 { $number }，{ $agent } 会看到。
details-put-off = 好的。想起什么，随时可以在 /cases 里补充。
added-perhaps-other = 我先把这条放进了工单 { $number }。说的是那件事，还是另一件事？
same-matter = 谢谢，它留在 { $number }。
moved-to-case = 已移到工单 { $number }。
cases-list = 您有 { $count } 个处理中的工单。想看哪一个，或者给哪一个补充？
case-picked = 您接下来写的会放进这个工单。

## A human

human-coming =
    好的，已通知团队，同事会在{ $due }前在这里回复您（工单 { $number }）。
human-there = 好的，已经告诉负责工单 { $number } 的{ $agent }。
human-finished = { $agent } 已处理完，有需要随时找我。

## A promise that will not be kept

# $agent and $hotline are "none" where there is nobody and no number.
promise-answer-renewed =
    很抱歉，我们慢了：本来说{ $due }前回复工单 { $number }，现在还需要一些时间。{ $agent ->
        [none] 同事
       *[other] { $agent }
    }会在{ $until }前在这里回复您。{ $hotline ->
        [none] {""}
       *[other] 如果等不及，请拨打 { $hotline }。
    }
promise-answer-renewed-again =
    很抱歉，又要请您再等等。工单 { $number } 的回复会在{ $until }前送到，我已提醒团队您还在等。{ $hotline ->
        [none] {""}
       *[other] 如果等不及，请拨打 { $hotline }。
    }
promise-resolution-renewed =
    工单 { $number } 比我们预想的要久：本该在{ $due }前解决，现在要到{ $until }前。让您久等，很抱歉。
promise-resolution-renewed-again =
    很抱歉，工单 { $number } 还需要更多时间，要到{ $until }前。我已提醒团队您还在等。

## Where it stands

no-cases = 您目前没有未结的工单。请告诉我发生了什么，或者您需要什么。
status-waiting =
    { $number }“{ $said }”：{ $opened }已交给团队，{ $due }前会回复您。
status-waiting-late =
    { $number }“{ $said }”：{ $opened }已交给团队。本该在{ $due }前回复您，却还没有做到，很抱歉。
status-claimed =
    { $number }“{ $said }”：{ $agent }正在处理，{ $due }前会回复您。
status-claimed-late =
    { $number }“{ $said }”：{ $agent }正在处理。本该在{ $due }前回复您，却还没有做到，很抱歉。
status-answered =
    { $number }“{ $said }”：{ $agent }已回复您，正在跟进。
status-solution = 预计{ $due }前解决。
status-resolved =
    { $number }“{ $said }”：{ $agent }说已经解决了。您那边解决了吗？
status-closed =
    { $number }“{ $said }”：已于{ $closed }结束。
history-head = 您来信之后：
history-added = · 您补充了“{ $said }”（{ $when }）
history-added-files =
    · 您发来{ $files }份资料（{ $when }）
history-claim = · { $agent }接手了（{ $when }）
history-answer = · { $agent }回复了您（{ $when }）
history-ask = · { $agent }向您询问了情况（{ $when }）
history-resolve = · { $agent }标记为已解决（{ $when }）
history-reject = · 您说还没有解决（{ $when }）
history-confirm = · 您说已经解决（{ $when }）

## What was understood

# The first sentence of the answer to a request; $order is the order's number, or "none".
heard-track_order = { $order ->
        [none] 您想知道订单到哪里了。
       *[other] 您想知道订单 { $order } 到哪里了。
    }
heard-change_order = { $order ->
        [none] 您想更改或取消订单。
       *[other] 您想更改或取消订单 { $order }。
    }
heard-refund = { $order ->
        [none] 您说的是退款的事。
       *[other] 您说的是订单 { $order } 退款的事。
    }
heard-billing = 您说的是账单或付款的事。
heard-book_service = 您说的是预约的事。
heard-account_help = 您需要账号方面的帮助。
heard-ask_product = 您想进一步了解我们的商品。
heard-my_data = 您想知道我们保存了您的哪些信息。
heard-forget_me = 您希望我们删除保存的您的信息。
heard-refer_friend = 您想把我们推荐给朋友，谢谢您的好意。

which-meaning = 我想把您的意思弄清楚。您说的是下面哪一项？
button-something-else = 都不是
meant-greet = 只是打个招呼
meant-goodbye = 说声再见
meant-thanks = 说声谢谢
meant-affirm = 是的
meant-deny = 不是
meant-complain = 出了问题
meant-give_feedback = 我有个建议
meant-praise = 我想表扬
meant-case_status = 我的工单怎么样了？
meant-add_to_case = 补充我的工单
meant-still_broken = 又出问题了
meant-confirm_fixed = 现在好了
meant-talk_to_human = 找人工客服
meant-emergency = 有人遇到危险
meant-ask_question = 一般问题
meant-ask_product = 咨询商品
meant-track_order = 我的订单到哪里了？
meant-change_order = 更改订单
meant-refund = 退款
meant-billing = 账单或付款
meant-book_service = 预约
meant-account_help = 我的账号
meant-care_preferences = 我想收到哪些消息
meant-stop_care = 不再接收消息
meant-why_this_message = 为什么收到这条消息？
meant-my_data = 你们保存了我的哪些信息
meant-forget_me = 删除我的信息
meant-refer_friend = 推荐给朋友
meant-bot_challenge = 你是机器人吗？
meant-out_of_scope = 完全不相干的事

knowledge-answer =
    { $answer }
    （来自：{ $title }）
button-helped = 有帮助
button-not-helped = 请同事回答
helped = 好的。还有别的事，直接写在这里就好。
shop-order = 订单 { $number }{ $product ->
        [none] {""}
       *[other] （{ $product }）
    }：{ $state ->
        [placed] 我们已收到，正在准备
        [packed] 已打包，即将发出
        [shipped] 正在路上
        [cancelled] 已取消
       *[delivered] 已送达
    }。{ $expected ->
        [none] {""}
       *[other] 预计{ $expected }前送到。
    }{ $link ->
        [none] {""}
       *[other] 在这里跟踪：{ $link }
    }
shop-bill = 账单 { $number }：{ $amount }，{ $due }前支付。{ $link ->
        [none] {""}
       *[other] 在这里付款：{ $link }
    }
shop-appointment = { $what ->
        [none] 您的预约
       *[other] { $what }
    }：{ $at }，{ $place }。
product-price = 价格是 { $price }。
product-service = 每{ $months ->
        [0] { $days } 天
        [one] 个月
       *[other] { $months } 个月
    }需要保养一次。
product-warranty = 保修{ $months ->
        [0] { $days } 天
        [one] 一个月
       *[other] { $months } 个月
    }。
no-answer =
    这个问题我手头没有答案，也不想乱猜。要请同事来回答吗？
bot-challenge =
    我不是真人，是{ $company }的客服机器人。您需要什么，我来记录，我知道的就回答您；我们的同事会看，需要时由他们接手。
care-preferences = { $count ->
        [0] 目前，我不会主动给您发消息。点一下就能更改。
       *[other] 目前，我会主动给您发这些消息：{ $kinds }。点一下就能更改。
    }
care-kind-greetings = 节日和生日问候
care-kind-reminders = 提醒
care-kind-surveys = 简短的小问题
care-kind-offers = 优惠
care-mornings = 上午不要发
care-evenings = 晚上不要发
care-few = 每月最多 { $count } 条
button-care-none = 都不要，谢谢
button-calls-again = 可以再给我打电话
language-set = 从现在起，我用中文给您发消息。
why-nothing = 到目前为止，我没有主动给您发过消息。我发的都是对您来信的回复。
glad-fixed = 恢复正常了就好。如果问题又出现，请写在这里。

## Solved

resolved-ask = { $agent }说工单 { $number } 已经解决了。您那边解决了吗？
reopened =
    很抱歉。工单 { $number } 已重新打开，并转告{ $agent }。{ $due }前会在这里回复您。
rate-ask =
    那就好。方便的话请点一下：工单 { $number } 我们服务得怎么样？1分很差，5分很好。
rate-thanks = 谢谢您打的{ $score }分。
rate-sorry =
    谢谢您直言，{ $score }分说明我们没有做好，已告诉团队。是哪里不对呢？写在这里就好，也可以跳过。
rate-explained = 谢谢您。已记入工单 { $number }，今天就会有人看。
reason-good-seamless = 很省心
reason-good-trustworthy = 说到做到
reason-good-attentive = 认真倾听
reason-good-resourceful = 想办法解决
reason-lacking-seamless = 太费事
reason-lacking-trustworthy = 没有兑现
reason-lacking-attentive = 没认真听
reason-lacking-resourceful = 没想办法
reason-noted = 已记下，谢谢。
reason-taken-back = 已撤回。
anything-else = 还有什么可以帮您的吗？直接写下来就好。
need-met = 您的需要最后解决了吗？
anything-changed = 上次联系之后，您的电话或地址有变化吗？直接写给我就好。

## What we ask, one thing at a time

ask-consent =
    在您生日这样的日子，或有事情到期时，我可以给您发消息吗？每周最多两次，夜里不发，点一下就能停。
consent-all = 谢谢您。
consent-reminders-only = 谢谢您。那就只发提醒。
consent-none = 好的，那就不发了。您写来的消息，我照样回复。
ask-name = 请问怎么称呼您？
ask-name-again = 想把您的称呼写对。能只发称呼给我吗？
name-taken = 谢谢您，{ $name }。
ask-birthday =
    您的生日是哪天？几月几日就够了，我每年只用它祝福您一次。
ask-birthday-again = 这个日期我没看懂。您能写成“5月3日”这样吗？
ask-birthday-which = 您说的是哪一天？
birthday-taken = { $day }，记下了。
ask-zone =
    您那里现在几点？知道了，我就能在合适的时间给您发消息。告诉我所在城市也可以。
ask-zone-again = 这个地方我没找到。您能告诉我附近的大城市，或您那里现在的时间（写成“15:00”这样）吗？
zone-offer = 那里现在是 { $time }。以后给您写消息，就按这个时间可以吗？
zone-taken = 那您那里现在是{ $time }，记下了。
ask-phone =
    可以记下您的电话吗？打电话更快时，同事可以打给您。下面的按钮会分享这个账号的号码。
ask-wedding = 您的结婚纪念日是哪天？每年只用来问候一次，月和日就够了。
ask-partner = 您的伴侣怎么称呼？纪念日的问候会写给你们两位。
ask-region = 您住在哪个国家或地区？这样我知道您那里有哪些节日。
ask-festivals = 您过哪些节日，比如春节、中秋或圣诞？我只在这些日子问候。
ask-email = 需要书面材料时，用哪个邮箱？
ask-occupation = 您做什么工作？这样我们推荐的更合适。
ask-interests = 您对什么感兴趣？我们只告诉您这些。
ask-address = 送货或上门，用哪个地址？
ask-travel = 您愿意走多远到我们的店（公里）？我只说这个范围内的。
ask-gender = 怎么称呼您：女士、先生，还是别的？
field-kept = 记下了：{ $value }
field-removed = 已经去掉，不会再问。
field-change = 您可以重新写，也可以去掉。
changed-address = 谢谢您告诉我。要记下新地址，还是您现在所在的地方？
changed-phone = 谢谢您告诉我。要记下新号码吗？
profile-head = 这是我知道的关于您的信息。点一下想改的。
profile-empty = 除了您在 Telegram 上的名字，我什么都不知道。点一下想告诉我的；都可以不填。
profile-line = { $what }：{ $value }
field-name = 称呼
field-birthday = 生日
field-zone = 时区
field-phone = 电话
field-wedding = 结婚纪念日
field-partner = 伴侣
field-region = 地区
field-festivals = 节日
field-email = 邮箱
field-occupation = 职业
field-interests = 兴趣
field-address = 地址
field-travel = 距离（公里）
field-gender = 称谓
forget-ask =
    我会删除我们保存的关于您的一切：您的资料、工单、您写的和我们写的内容，包括团队群里的。无法恢复，未结的工单也随之结束。
    法律要求我们保留您购买的金额和日期，但不带姓名。确定要这样吗？
forget-kept = 那就一切照旧。
forget-done = 完成：关于您的一切都已删除。您再写来，我们就重新开始。
mydata-sent = 这是我们保存的关于您的一切。解压后打开 my-data.html。
ask-recommend = 再问一句，愿意的话请回答：您有多愿意把我们推荐给朋友？0 是完全不会，10 是非常乐意。
recommend-thanks = 谢谢，这对我们很重要。
recommend-noted = 谢谢您的坦率。
referral-link = 这是您自己的链接，可以转给别人：{ $link }{ $count ->
        [0] {""}
        [one] 　已有一个人通过它来了。
       *[other] 　已有 { $count } 个人通过它来了。
    }
referral-later = 谢谢您。请稍后再问我，链接还没准备好。
skipped = 好的。
survey-left = 好的。{ $until }之前，随时可以用 /survey 继续。
survey-none = 目前没有等您回答的问卷。
survey-thanks = 谢谢，这对我们很有帮助。
profile-done = 想问的就这些，谢谢您。

## What we write first

paused = 好的，{ $until }之前我不会主动写给您。您写来我照样回答。
stopped =
    好了，我不会再主动给您发消息。您有事写来，我照样回复。
resumed = 好的，和之前一样。
why-head = 为什么收到这条消息？它来自我们的规则“{ $rule }”。
why-consented = 您同意过接收{ $kind ->
        [greetings] 问候
        [reminders] 提醒
        [surveys] 回访
        [offers] 优惠
       *[other] { $kind }
    }（{ $since }）。
why-within-cap = 每{ $period ->
        [day] 天
        [week] 周
        [month] 月
       *[other] { $period }
    }最多{ $at-most }条，这是第{ $sent }条。
why-follow-up = 这是关于您自己工单的后续。

## Buttons

button-human = 找人工客服
button-cases = 我的工单
button-emergency = 紧急情况
button-other-matter = 这是另一件事
button-solved = 解决了
button-not-solved = 还没有
button-its-solved = 已经解决
button-reopen = 问题又出现了
button-still-fine = 一切都好
button-still-broken = 还没解决
button-skip = 跳过
button-later = 以后再说
button-enough = 就这些
button-details = 补充信息
button-same-matter = 是 { $number } 的事
button-for-case = 放进 { $number }
button-consent-all = 可以
button-consent-reminders = 只要提醒
button-consent-none = 不用了，谢谢
button-remove = 去掉
button-share-phone = 分享我的电话
button-forget = 是，全部删除
button-keep = 不，保留
button-why = 为什么发给我？
button-stop = 不再接收
button-undo = 撤销

## Refusals

care-error = 这个现在办不了。需要什么请写下来，同事会来处理。
stale-button = 这个按钮已经过期了。需要什么请写下来，我接着帮您。
case-gone = 这个工单找不到了。发送 /cases 可以查看您的工单。
merged = { $number } 和 { $into } 是同一件事，已合并为 { $into } 继续处理。
merged-away = { $number } 已并入 { $into }，请在那里继续。
barred = 我们的团队目前不处理此聊天中的消息。{ $hotline ->
        [none] {""}
       *[other] 如有急事，请致电 { $hotline }。
    }
barred-emergency = 如果有人身处危险，请立即拨打 { $emergency-number }。{ $hotline ->
        [none] {""}
       *[other] 我们的电话：{ $hotline }。
    }
illegal-move-customer = 这个工单之后又有了进展。发送 /cases 可以查看现状。
not-their-move = 这一步不能由您来操作。
rated-already = 您已经打过{ $score }分了，谢谢您。
no-such-pause = 我没看懂“{ $span }”是多久。请这样写：/pause 7d 或 /pause 30d。
impossible-date = 日历上没有这一天。您能写成“5月3日”这样吗？
