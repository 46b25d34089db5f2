/// Public suffixes of two labels, for systems without the list: a top-level domain and the labels
/// below it a line; `!` before a label: an exception, `*`: every one.
///
/// Taken from the Public Suffix List (<https://publicsuffix.org/list/>, MPL 2.0) of 2023-02-09 as
/// Debian 12 has it: the registries' rules of two labels, of countries with more than forty of them
/// only those labels that at least eight countries have, and hosts of many sites' feeds.
enum PublicSuffixTable {
  static let text = """
    ac com edu gov mil net org
    ad nom
    ae ac co gov mil net org sch
    af com edu gov net org
    ag co com net nom org
    ai com net off org
    al com edu gov mil net org
    am co com commune net org
    ao co ed gv it og pb
    app netlify vercel web
    ar bet com coop edu gob gov int mil musica mutual net org senasa tur
    arpa e164 in-addr ip6 iris uri urn
    as gov
    at ac co gv or
    au act asn com conf edu gov id info net nsw nt org oz qld sa tas vic wa
    aw com
    az biz com edu gov info int mil name net org pp pro
    ba com edu gov mil net org
    bb biz co com edu gov info net org store tv
    bd *
    be ac
    bf gov
    bg 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z
    bh com edu gov net org
    bi co com edu or org
    bj africa agro architectes assur avocats co com eco econo edu info loisirs money net org ote
    bj restaurant resto tourism univ
    bm com edu gov net org
    bn com edu gov net org
    bo com edu gob info int mil net org tv web
    br com coop edu gov med mil net org pro tv
    bs com edu gov net org
    bt com edu gov net org
    bw co org
    by com gov mil of
    bz com edu gov net org
    ca ab bc gc mb nb nf nl ns nt nu on pe qc sk yk
    cd gov
    ci ac asso co com ed edu go gouv int md net or org presse
    ck !www *
    cl co gob gov mil
    cm co com gov net
    cn ac com edu gov mil net org
    co arts com edu firm gov info int mil net nom org rec repl web
    com appspot blogspot br co de dreamhosters eu firebaseapp herokuapp jpn myshopify onrender ru sa
    com uk us wixsite za
    cr ac co ed fi go or sa
    cu com edu gov inf net org
    cv com edu int nome org
    cw com edu net org
    cx gov
    cy ac biz com ekloges gov ltd mil net org press pro tm
    de com
    dev deno fly pages workers
    dm com edu gov net org
    do art com edu gob gov mil net org sld web
    dz art asso com edu gov net org pol soc tm
    ec com edu fin gob gov info k12 med mil net org pro
    ee aip com edu fie gov lib med org pri riik
    eg com edu eun gov mil name net org sci
    er *
    es com edu gob nom org
    et biz com edu gov info name net org
    fi aland
    fj ac biz com gov info mil name net org pro
    fk *
    fm com edu net org
    fr aeroport asso avocat avoues cci chambagri chirurgiens-dentistes com experts-comptables
    fr geometre-expert gouv greta huissier-justice medecin nom notaires pharmacien port prd tm
    fr veterinaire
    gd edu gov
    ge com edu gov mil net org pvt
    gg co net org
    gh com edu gov mil org
    gi com edu gov ltd mod org
    gl co com edu net org
    gn ac com edu gov net org
    gp asso com edu mobi net org
    gr com edu gov net org
    gt com edu gob ind mil net org
    gu com edu gov guam info net org web
    gy co com edu gov net org
    hk com edu gov idv net org
    hn com edu gob mil net org
    hr com from iz name
    ht adult art asso com coop edu firm gouv info med net org perso pol pro rel shop
    hu 2000 agrar bolt casino city co erotica erotika film forum games hotel info ingatlan jogasz
    hu konyvelo lakas media news org priv reklam sex shop sport suli szex tm tozsde utazas video
    id ac biz co desa go mil my net or ponpes sch web
    ie gov
    il ac co gov idf k12 muni net org
    im ac co com net org tt tv
    in ac biz co com coop edu gov info int me mil net org pro tv
    int eu
    io bitbucket com ghost github gitlab ngrok readthedocs
    iq com edu gov mil net org
    ir ac co gov id net org sch
    is com edu gov int net org
    it co edu go gov me or tv
    je co net org
    jm *
    jo com edu gov mil name net org sch
    jp ac co go or
    ke ac co go info me mobi ne or sc
    kg com edu gov mil net org
    kh *
    ki biz com edu gov info net org
    km ass asso com coop edu gouv gov medecin mil nom notaires org pharmaciens prd presse tm
    km veterinaire
    kn edu gov net org
    kp com edu gov org rep tra
    kr ac busan chungbuk chungnam co daegu daejeon es gangwon go gwangju gyeongbuk gyeonggi
    kr gyeongnam hs incheon jeju jeonbuk jeonnam kg mil ms ne or pe re sc seoul ulsan
    kw com edu emb gov ind net org
    ky com edu net org
    kz com edu gov mil net org
    la com edu gov info int net org per
    lb com edu gov net org
    lc co com edu gov net org
    lk ac assn com edu gov grp hotel int ltd net ngo org sch soc web
    lr com edu gov net org
    ls ac biz co edu gov info net org sc
    lt gov
    lv asn com conf edu gov id mil net org
    ly com edu gov id med net org plc sch
    ma ac co gov net org press
    mc asso tm
    me ac co edu glitch gov its net org priv
    mg co com edu gov mil nom org prd tm
    mk com edu gov inf name net org
    ml com edu gouv gov net org presse
    mm *
    mn edu gov org
    mo com edu gov net org
    mr gov
    ms com edu gov net org
    mt com edu net org
    mu ac co com gov net or org
    mv aero biz com coop edu gov info int mil museum name net org pro
    mw ac biz co com coop edu gov int museum net org
    mx com edu gob net org
    my biz com edu gov mil name net org
    mz ac adv co edu gov mil net org
    na ca cc co com dr in info mobi mx name or org pro school tv us ws
    nc asso nom
    net azurewebsites cloudfront gb in jp se uk
    nf arts com firm info net other per rec store web
    ng com edu gov i mil mobi name net org sch
    ni ac biz co com edu gob in info int mil net nom org web
    nl co
    no co mil tm
    np *
    nr biz com edu gov info net org
    nz ac co cri geek gen govt health iwi kiwi maori mil net org parliament school
    om co com edu gov med museum net org pro
    org altervista duckdns dyndns eu no-ip
    pa abo ac com edu gob ing med net nom org sld
    page codeberg
    pe com edu gob mil net nom org
    pf com edu org
    pg *
    ph com edu gov i mil net ngo org
    pk biz com edu fam gob gok gon gop gos gov info net org web
    pl biz com edu gov info mil net nom org tm
    pn co edu gov net org
    pr ac biz com edu est gov info isla name net org pro prof
    pro aaa aca acct avocat bar cpa eng jur law med recht
    ps com edu gov net org plo sec
    pt com edu gov int net nome org publ
    pw belau co ed go ne or
    py com coop edu gov mil net org
    qa com edu gov mil name net org sch
    re asso com nom
    ro arts com firm info nom nt org rec store tm www
    rs ac co edu gov in org
    rw ac co coop gov mil net org
    sa com edu gov med net org pub sch
    sb com edu gov net org
    sc com edu gov net org
    sd com edu gov info med net org tv
    se a ac b bd brand c d e f fh fhsk fhv g h i k komforb kommunalforbund komvux l lanbib m n
    se naturbruksgymn o org p parti pp press r s t tm u w x y z
    sg com edu gov net org per
    sh com gov mil net now org
    sl com edu gov net org
    sn art com edu gouv org perso univ
    so com edu gov me net org
    ss biz com edu gov me net org sch
    st co com consulado edu embaixada mil net org principe saotome store
    sv com edu gob org red
    sx gov
    sy com edu gov mil net org
    sz ac co org
    th ac co go in mi net or
    tj ac biz co com edu go gov int mil name net nic org test web
    tl gov
    tm co com edu gov mil net nom org
    tn com ens fin gov ind info intl mincom nat net org perso tourism
    to com edu gov mil net org
    tr av bbs bel biz com dr edu gen gov info k12 kep mil name nc net org pol tel tsk tv web
    tt aero biz co com coop edu gov info int jobs mobi museum name net org pro travel
    tw club com ebiz edu game gov idv mil net org
    tz ac co go hotel info me mil mobi ne or sc tv
    ua com edu gov net org
    ug ac co com go ne or org sc
    uk ac co gov ltd me net nhs org plc police
    us co me or
    uy com edu gub mil net org
    uz co com net org
    vc com edu gov mil net org
    ve arts bib co com e12 edu firm gob gov info int mil net nom org rar rec store tec web
    vi co com k12 net org
    vn ac biz com edu gov health info int name net org pro
    vu com edu net org
    ws com edu gov net org
    ye com edu gov mil net org
    za ac agric alt co edu gov grondar law mil net ngo nic nis nom org school tm web
    zm ac biz co com edu gov info mil net org sch
    zw ac co gov mil org
    """
}
