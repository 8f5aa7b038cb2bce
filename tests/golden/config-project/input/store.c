void save(struct db *db)
{
    char form[100];
    read_form(form);
    run_sql(db, form);
    run_sql(db, "SELECT 1");
}
