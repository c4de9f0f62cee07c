"""Names that a gazetteer of cities lacks: districts, streets everybody knows, and what people call a city besides.

Each table is names parted by a slash, Latin ones in lower case, Hindi ones without nukta.
"""


def names(table: str) -> frozenset[str]:
    return frozenset(name.strip() for name in table.replace("\n", " ").split("/") if name.strip())


CITIES = names("""
bangalore/bombay/calcutta/madras/poona/gurgaon/gurugram/bengaluru/trivandrum/cochin/baroda/mysore/mysuru/vizag/
pondicherry/new delhi/navi mumbai/greater noida/allahabad/prayagraj/banaras/benares/mangalore/mangaluru/shimla/goa/
kochi/simla/ooty/calicut/manila/metro manila/maynila/makati/makati city/pasig/pasig city/taguig/taguig city/
quezon city/cebu/cebu city/mandaue/lapu-lapu/davao/davao city/iloilo/iloilo city/bacolod/baguio/antipolo/caloocan/
marikina/muntinlupa/paranaque/parañaque/las pinas/las piñas/valenzuela/malabon/navotas/mandaluyong/san juan city/
pasay/pasay city/cainta/taytay/cavite/laguna/bulacan/pampanga/batangas/rizal province/quezon province/tagaytay/
dasmarinas/dasmariñas/imus/bacoor/calamba/santa rosa/biñan/binan/angeles city/olongapo/zamboanga/cagayan de oro/
general santos/gensan/dumaguete/tacloban/naga city/legazpi/puerto princesa/palawan/boracay/beijing/peking/shanghai/
guangzhou/canton/shenzhen/hangzhou/chengdu/chongqing/wuhan/xian/xi'an/nanjing/tianjin/suzhou/hong kong/toronto/
vancouver/montreal/montréal/calgary/ottawa/edmonton/winnipeg/quebec city/hamilton/kitchener/mississauga/brampton/
markham/vaughan/richmond hill/oakville/burlington/surrey/burnaby/halifax/saskatoon/regina/kanata/nepean/oshawa/
whitby/ajax/pickering/new york/new york city/los angeles/san francisco/chicago/seattle/boston/houston/dallas/miami/
london/paris/singapore/dubai
""")

DISTRICTS = names("""
scarborough/etobicoke/north york/east york/downtown toronto/yorkville/the annex/liberty village/leslieville/
parkdale/thornhill/mile end/plateau mont-royal/kitsilano/gastown/yaletown/coal harbour/gatineau/byward market/
kensington market/old montreal/andheri/andheri east/andheri west/bandra/bandra east/bandra west/
bandra kurla complex/powai/juhu/borivali/kandivali/malad/goregaon/dadar/kurla/ghatkopar/mulund/worli/lower parel/
colaba/chembur/vashi/thane/thane west/vile parle/santacruz/dombivli/kalyan/koramangala/indiranagar/whitefield/
jayanagar/hsr layout/btm layout/electronic city/marathahalli/yelahanka/hebbal/jp nagar/malleshwaram/rajajinagar/
banashankari/bellandur/sarjapur/bannerghatta/basavanagudi/karol bagh/connaught place/lajpat nagar/saket/dwarka/
rohini/janakpuri/pitampura/vasant kunj/vasant vihar/greater kailash/hauz khas/chandni chowk/nehru place/laxmi nagar/
mayur vihar/rajouri garden/model town/okhla/paharganj/preet vihar/baner/kothrud/hinjewadi/hinjawadi/viman nagar/
wakad/aundh/hadapsar/shivaji nagar/kalyani nagar/koregaon park/magarpatta/kharadi/gachibowli/hitech city/madhapur/
kukatpally/banjara hills/jubilee hills/secunderabad/ameerpet/begumpet/kondapur/miyapur/t nagar/anna nagar/adyar/
velachery/mylapore/tambaram/nungambakkam/salt lake/park circus/howrah/new town/ballygunge/gariahat/bani park/
vaishali nagar/malviya nagar/mansarovar/gomti nagar/hazratganj/aliganj/indirapuram/navrangpura/vastrapur/bgc/
bonifacio global city/fort bonifacio/ortigas/ortigas center/cubao/diliman/malate/ermita/tondo/sampaloc/quiapo/
binondo/poblacion/salcedo village/legazpi village/eastwood/eastwood city/libis/katipunan/novaliches/fairview/
commonwealth/divisoria/alabang/bf homes/greenhills/kapitolyo/bel-air/guadalupe/intramuros/paco/sta mesa/santa mesa/
sta. mesa/project 4/project 6/lahug/banilad/it park/mactan/bajada/matina/jaro/molo/qc/pudong/puxi/xuhui/jing'an/
jingan/minhang/hongqiao/lujiazui/haidian/chaoyang/dongcheng/xicheng/sanlitun/wangfujing/zhongguancun/nanshan/futian/
luohu/bao'an/baoan/tianhe/yuexiu/panyu/haizhu/yuzhong/wuhou
""")

STREETS = names("""
edsa/c5/roxas boulevard/ayala avenue/taft avenue/commonwealth avenue/quezon avenue/katipunan avenue/ortigas avenue/
aurora boulevard/shaw boulevard/colon street/session road/jones avenue/mango avenue/yonge street/yonge st/
queen street/queen street west/king street/king street west/bloor street/bloor street west/spadina/spadina avenue/
dundas street/dundas street west/robson street/granville street/sainte-catherine street/rue sainte-catherine/
st. catherine street/front street/college street/danforth/danforth avenue/eglinton avenue/mg road/m.g. road/
m g road/brigade road/fc road/jm road/marine drive/linking road/park street/hill road/carter road/nanjing road/
nanjing west road/huaihai road/chang'an avenue
""")

HINDI = names("""
दिल्ली/नई दिल्ली/मुंबई/मुम्बई/बंबई/बेंगलुरु/बेंगलुरू/बंगलुरु/बंगलौर/बैंगलोर/चेन्नई/कोलकाता/हैदराबाद/पुणे/पूना/
अहमदाबाद/जयपुर/लखनऊ/कानपुर/नागपुर/इंदौर/इन्दौर/भोपाल/पटना/वडोदरा/गाजियाबाद/लुधियाना/आगरा/नासिक/नाशिक/फरीदाबाद/मेरठ/
राजकोट/वाराणसी/बनारस/श्रीनगर/औरंगाबाद/धनबाद/अमृतसर/नवी मुंबई/इलाहाबाद/प्रयागराज/रांची/हावडा/कोयंबटूर/जबलपुर/
ग्वालियर/विजयवाडा/जोधपुर/मदुरै/रायपुर/कोटा/गुवाहाटी/चंडीगढ/ठाणे/नोएडा/ग्रेटर नोएडा/गुडगांव/गुरुग्राम/देहरादून/शिमला/
उदयपुर/अजमेर/बीकानेर/जम्मू/जालंधर/गोरखपुर/बरेली/अलीगढ/मुरादाबाद/सहारनपुर/मथुरा/झांसी/उज्जैन/कोच्चि/मैसूर/मैसूरु/
तिरुवनंतपुरम/विशाखापत्तनम/भुवनेश्वर/कटक/जमशेदपुर/रुडकी/हरिद्वार/ऋषिकेश/पानीपत/सोनीपत/रोहतक/करनाल/हिसार/अंबाला/
टोरंटो/मनीला/शंघाई/बीजिंग/दुबई/लंदन/सिंगापुर/न्यूयॉर्क/अंधेरी/अंधेरी वेस्ट/अंधेरी ईस्ट/बांद्रा/पवई/दादर/बोरीवली/
बोरिवली/कोरमंगला/इंदिरानगर/इंदिरा नगर/व्हाइटफील्ड/जयनगर/करोल बाग/कनॉट प्लेस/लाजपत नगर/लक्ष्मी नगर/साकेत/द्वारका/
रोहिणी/जनकपुरी/पीतमपुरा/वसंत कुंज/हौज खास/चांदनी चौक/नेहरू प्लेस/मयूर विहार/राजौरी गार्डन/बाणेर/बानेर/कोथरूड/
विमान नगर/हिंजेवाडी/गोमती नगर/हजरतगंज/अलीगंज/मालवीय नगर/वैशाली नगर/मानसरोवर/सॉल्ट लेक/गाचीबोवली/बंजारा हिल्स/
इंदिरापुरम/एमजी रोड/एम जी रोड/ब्रिगेड रोड/मरीन ड्राइव/पार्क स्ट्रीट
""")

CHINESE = names("""
浦东/浦西/徐汇/静安/黄浦/长宁/普陀/虹口/杨浦/闵行/宝山/嘉定/松江/青浦/奉贤/陆家嘴/张江/虹桥/五角场/徐家汇/人民广场/
七宝/新天地/朝阳区/海淀/海淀区/东城区/西城区/丰台/丰台区/石景山/通州区/昌平/大兴区/望京/三里屯/王府井/中关村/国贸/
西单/五道口/亦庄/回龙观/天河区/越秀/越秀区/海珠/海珠区/荔湾/白云区/番禺/黄埔区/珠江新城/南山区/福田/福田区/罗湖/
龙岗/宝安/龙华区/前海/华强北/西湖/西湖区/滨江区/余杭/萧山/拱墅/上城区/下沙/武侯/锦江区/青羊/高新区/春熙路/渝中/渝北/
江北区/解放碑/武昌/汉口/汉阳/光谷/玄武区/鼓楼区/建邺/江宁区/新街口/雁塔/碑林/曲江/和平区/姑苏区/工业园区
""")
