"""Burmese syllables as they are usually written in Latin letters (MLC and newspaper spelling)."""

INITIALS = {
    "က": "k", "ခ": "h", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z", "ည": "n",
    "ဉ": "n", "ဋ": "t", "ဌ": "t", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "t", "ဒ": "d", "ဓ": "d",
    "န": "n", "ပ": "p", "ဖ": "p", "ဗ": "b", "ဘ": "b", "မ": "m", "ယ": "i", "ရ": "i", "လ": "l", "ဝ": "v",
    "သ": "t", "ဟ": "h", "ဠ": "l", "အ": "", "ဥ": "u", "ဧ": "e", "ဩ": "o", "ဿ": "t", "ဦ": "u", "ဣ": "i",
}  # fmt: skip
# After k and kh the medials y and r make ch, after th a sh.
MEDIALS = {"ျ": "i", "ြ": "i", "ွ": "v", "ှ": "h"}
SOFTENED = {"ki": "C", "hi": "C", "gi": "J", "ih": "S", "lih": "S", "ti": "S"}
# Vowel with final consonant; tones are dropped.
RHYMES = {
    "ောင်": "aung", "ိုင်": "aing", "ိုက်": "aik", "ောက်": "auk", "ုန်": "on", "ုံ": "on", "ုမ်": "on", "ိန်": "ein",
    "ိမ်": "ein", "ိံ": "ein", "ွန်": "un", "ွမ်": "un", "ွတ်": "ut", "ိတ်": "eit", "ိပ်": "eit", "ုတ်": "ot",
    "ုပ်": "ot", "င်": "in", "ဉ်": "in", "န်": "an", "မ်": "an", "ံ": "an", "က်": "et", "တ်": "at", "ပ်": "at",
    "စ်": "it", "ည်": "i", "ယ်": "e", "ဲ": "e", "ေ": "e", "ော": "o", "ော်": "o", "ို": "o", "ိ": "i",
    "ီ": "i", "ု": "u", "ူ": "u", "ာ": "a", "ါ": "a", "ေါ": "o", "ေါ်": "o", "ေါင်": "aung", "ွင်": "vin", "ွဲ": "ve",
}  # fmt: skip

# How people write these syllables in Latin letters, where that is not what the rules give.
USUAL = dict(
    pair.split("=")
    for pair in """
    ကျော်=kyaw ကြည်=kyi မြင့်=myint ထွန်း=tun ထွေး=htwe သန်း=than သိန်း=thein စိန်=sein စိုး=soe စန်း=san ဇော်=zaw
    လွင်=lwin ဦး=u မောင်=maung မိုး=moe မျိုး=myo မင်း=min မြ=mya နွယ်=nwe ညွန့်=nyunt ညို=nyo ဖြိုး=phyo ဖြူ=phyu ဖေ=pe
    တင်=tin တိုး=toe ထက်=htet ထိုက်=htaik ထူး=htoo ခင်=khin ခိုင်=khaing ခန့်=khant ချို=cho ချစ်=chit ဟိန်း=hein လှ=hla
    လှိုင်=hlaing လေး=lay ရဲ=ye ရန်=yan ရွှေ=shwe ရှိန်=shein ယဉ်=yin သူ=thu သော်=thaw သက်=thet သွင်=thwin အေး=aye
    အိမ်=eain ငယ်=nge ငြိမ်း=nyein ပြည့်=pyae ဖုန်း=phone ဘုန်း=phone ဗိုလ်=bo အုန်း=ohn သင်း=thin ဌေး=htay ဖိုး=phoe
    ရွှန်း=shun ကြီး=gyi ချမ်း=chan အောင်=aung ဆွေ=swe ညီ=nyi ပွင့်=pwint နှင်း=hnin သီ=thi ရီ=yi ရင်=yin ဝါ=wa ဝေ=wai
    """.split()
)
