"""Words that are somewhere a town's name too. A place in one of them would be a mistake nearly every time."""

from nlu.entities.places.known import names

# Never a place, however written.
NEVER = names("""
abala/aga/agar/airport/aloha/along/amoy/anak/angel/angela/angeles/ann/anthem/aria/asan/asha/aso/baar/bada/bade/badi/
bago/bahar/bake/baki/bali/banda/bani/bank/bante/bar/bastos/bata/bay/bayad/bayan/beach/bear/begun/bell/bend/best/
bharat/bina/bol/bole/boli/bolu/boo/boom/bow/box/branch/breeze/brick/bridge/bury/buy/can/canada/canon/carmen/case/
cat/center/central/chak/chala/china/chuka/city/clay/cloud/coin/colon/come/complex/converse/coro/crystal/dali/dar/
date/david/deal/del/delta/diamond/diego/dig/dila/dili/eagle/east/emerald/enterprise/fasa/federal/forest/ganda/gao/
gap/garden/gaya/gil/god/goes/gold/golden/goto/grand/green/haan/haar/hala/hang/hem/here/hill/hit/ho/holiday/home/
hook/hope/horn/house/hub/hue/iba/independence/india/international/ipis/isa/ise/ito/jam/jordan/kahin/kainan/kaka/
kami/kara/karo/kasama/kasi/kati/kaya/khada/kholo/kin/kisi/kita/kong/krishna/kundli/lahat/lake/lami/lens/leo/liberal/
lima/log/lola/lop/love/lower/lumen/magenta/mai/male/mali/mall/man/manage/manga/mango/mani/march/maria/market/marks/
martin/mason/mesa/metro/mexico/mila/mile/mine/mission/mocha/mojo/mon/most/much/mul/mula/naka/nan/nandri/national/
new/nokia/normal/north/nova/now/ode/of/office/officer/oi/old/opportunity/order/pa/pala/palang/papa/para/parang/park/
pati/pearl/peer/pen/perm/pest/pet/philippines/pila/pilipinas/pinas/pinto/pio/plato/plaza/plum/po/point/police/pop/
product/pula/pulang/punch/raha/ramon/raya/republic/reserve/reservoir/rest/retreat/rich/river/roman/rosario/roses/
royal/ruby/sahab/sake/sakti/salt/salvador/same/san/san francisco de/san jose/san juan/san miguel/san pedro/sana/
sandy/santa ana/santa cruz/santa maria/santiago/sapphire/save/say/sayo/se/semi/service/shop/sig/silver/sim/sira/
south/sparks/spring/springs/standard/star/store/sue/sun/sunset/sur/surprise/swift/tagas/tak/tala/tama/tanga/tank/
tata/tela/tera/teresa/terra/terrace/than/there/tiffin/time/tita/to/town/traverse/trinidad/tula/tumba/tyre/ube/umi/
un/una/union/universal/upper/valley/van/victor/village/walker/wedding/west/yao/ye/yeh/yoga/young/zip
""")

# Cities, and everyday words or people's names: only with a capital and after "in", "from", "sa" and the like.
ALSO_WORDS = names("""
ajax/anand/aurora/austin/bandar/bar/barrie/bath/berlin/brest/burlington/c5/cambridge/canton/carmona/chaoyang/
charlotte/commonwealth/cork/dallas/danforth/darwin/delta/dwarka/eastwood/essen/fairview/florence/front street/gaya/
general/guadalupe/halifax/hamilton/hill road/houston/independence/it park/jackson/jaro/kalyan/kingston/kota/
laguna/lens/lincoln/london/lucena/madison/magdalena/malad/male/mansarovar/milan/mobile/model town/molo/naga/
new town/nice/orange/paco/pampanga/paris/park street/patna/perth/phoenix/poblacion/project 4/project 6/puri/reading/
regina/richmond/rizal/rohini/rosa/sagar/saket/sale/salem/santa/santa rosa/spadina/split/surat/surrey/sydney/thane/
tianhe/toledo/tours/valenzuela/victoria/whitby/windsor/worli
""")

NEVER_HINDI = names("""
अदन/आनंद/आरा/कानो/काली/काशी/कीम/खैर/गया/जोस/दीव/पाली/फेस/बन्नू/बाह/मऊ/मौ/रोमा/लीमा/वाई/वान/सागर/सूरत/सेलम/सोल/हैल
""")

# A place only with 市, 区, 县 behind, or 在, 到, 从 before.
ORDINARY_HAN = names("""
万城/三明/三河/下沙/东台/东城/东海/丽水/五松/人民广场/仙台/佩斯/來賓/光谷/关口/兴城/凤凰城/利馬/利马/前海/双桥/古南/
古龙/和田/四平/国贸/城中/基多/塔那/大理/大良/天府/太和/奋斗/安康/安曼/定海/宜城/工业园区/巨港/平度/平阳/应城/开平/
德博/或索/文城/文山/新天地/新安/新源/新界/日照/旧港/来宾/永定/泗水/滨河/玉山/甘州/白银/百城/百色/科塔/科隆/胜利/
花洲/虹桥/达卡/连山/通化/那大/金昌/金边/长征/长治/阿巴/雪梨/顾村/高坪/高新区/鳳凰城/龙山
""")
