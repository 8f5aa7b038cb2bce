#include <stdio.h>

int main(void)
{
    char line[80];
    gets(line);
    return 0;
}
