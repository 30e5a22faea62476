"""How letters sound, script by script: tables of letters → sounds, in the order of likelihood.

Sounds are written with one letter each: vowels `a e i o u`; consonants `p b t d k g h f v s z S Z C
J c l r m n`, where S is sh, Z zh, C ch, J dzh, c ts, and h every h and kh. Glides are not written.
"""
