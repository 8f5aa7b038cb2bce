/* Oracle's OCI, and ODPI-C over it. */
#include <dpi.h>
#include <oci.h>
#include <stdio.h>
#include <string.h>

int run(OCIEnv *env, OCIError *error, OCISvcCtx *service, OCIStmt *statement, text *query,
        text *password)
{
    text message[512];
    sb4 code = 0;
    ub4 size = (ub4)strlen((char *)query);
    OCILogon(env, error, &service, (text *)"shop", 4, password, (ub4)strlen((char *)password),
             (text *)"db", 2);
    OCIStmtPrepare(statement, error, query, size, OCI_NTV_SYNTAX, OCI_DEFAULT);
    OCIStmtPrepare2(service, &statement, error, query, size, NULL, 0, OCI_NTV_SYNTAX, OCI_DEFAULT);
    OCIErrorGet(error, 1, NULL, &code, message, sizeof message, OCI_HTYPE_ERROR);
    return puts((char *)message);
}

int prepare(dpiConn *conn, const char *query, dpiStmt **statement)
{
    return dpiConn_prepareStmt(conn, 0, query, (uint32_t)strlen(query), NULL, 0, statement);
}
