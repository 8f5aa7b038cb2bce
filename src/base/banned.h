/* banned: calls that have a safer twin do not compile. Include last in a .c file's include list. */
#ifndef MLN_BASE_BANNED_H
#define MLN_BASE_BANNED_H

#define MLN_BANNED(name) mln_banned_call_##name

#undef strcpy
#define strcpy(a, b) MLN_BANNED(strcpy)
#undef strcat
#define strcat(a, b) MLN_BANNED(strcat)
#undef strncpy
#define strncpy(a, b, c) MLN_BANNED(strncpy)
#undef strncat
#define strncat(a, b, c) MLN_BANNED(strncat)
#undef sprintf
#define sprintf(...) MLN_BANNED(sprintf)
#undef vsprintf
#define vsprintf(a, b, c) MLN_BANNED(vsprintf)
#undef strtok
#define strtok(a, b) MLN_BANNED(strtok)
#undef gets
#define gets(a) MLN_BANNED(gets)
#undef alloca
#define alloca(a) MLN_BANNED(alloca)
#undef rand
#define rand() MLN_BANNED(rand)
#undef gmtime
#define gmtime(a) MLN_BANNED(gmtime)
#undef localtime
#define localtime(a) MLN_BANNED(localtime)
#undef ctime
#define ctime(a) MLN_BANNED(ctime)

#endif
