/* Copying as the Linux kernel does it. */
#include <linux/string.h>

ssize_t copy_name(char *to, const char *from, size_t size)
{
    return strscpy(to, from, size);
}
