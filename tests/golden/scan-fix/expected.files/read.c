#include <stdio.h>

int main(void)
{
    char line[80];
    fgets(line, sizeof(line), stdin);
    return 0;
}
