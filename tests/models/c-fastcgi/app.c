/* fcgiapp: the library's own streams. */
#include <fcgiapp.h>
#include <stdarg.h>

int run(FCGX_Request *request, const char *format, ...)
{
    char line[256];
    va_list args;
    va_start(args, format);
    FCGX_VFPrintF(request->out, format, args);
    va_end(args);
    line[0] = (char)FCGX_GetChar(request->in);
    FCGX_PutStr(line, 1, request->out);
    FCGX_GetStr(line, sizeof line, request->in);
    FCGX_PutS(FCGX_GetLine(line, sizeof line, request->in), request->out);
    return FCGX_FPrintF(request->out, "%s", FCGX_GetParam("QUERY_STRING", request->envp));
}
