// What Swift cannot take from sqlite3.h by itself: function-like macros that cast
// an integer to a destructor, and functions with a variable number of arguments.
#ifndef GOSSIP_CSQLITE_SHIM_H
#define GOSSIP_CSQLITE_SHIM_H

#include <sqlite3.h>
#include <stdint.h>

/// Binds bytes that SQLite copies before the call returns (SQLITE_TRANSIENT).
/// A length of 0 binds an empty blob, never NULL, whatever the pointer.
static inline int gossip_sqlite3_bind_blob_copied(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length)
{
    if (length == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

/// Binds bytes that stay where they are until the statement is reset and its
/// bindings are cleared (SQLITE_STATIC). The caller answers for their lifetime.
static inline int gossip_sqlite3_bind_blob_borrowed(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length)
{
    if (length == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_STATIC);
}

/// Binds UTF-8 text that SQLite copies before the call returns.
static inline int gossip_sqlite3_bind_text_copied(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length)
{
    return sqlite3_bind_text64(
        statement, index, length == 0 ? "" : text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds UTF-8 text that stays where it is until the statement has run.
static inline int gossip_sqlite3_bind_text_borrowed(
    sqlite3_stmt *statement, int index, const void *text, sqlite3_uint64 length)
{
    return sqlite3_bind_text64(statement, index,
        length == 0 ? "" : (const char *)text, length, SQLITE_STATIC, SQLITE_UTF8);
}

/// Gives bytes as the result of a function of ours; SQLite copies them.
static inline void gossip_sqlite3_result_blob_copied(
    sqlite3_context *context, const void *bytes, sqlite3_uint64 length)
{
    sqlite3_result_blob64(context, length == 0 ? "" : bytes, length, SQLITE_TRANSIENT);
}

/// Sets one of the on/off switches of sqlite3_db_config.
static inline int gossip_sqlite3_set_switch(sqlite3 *database, int option, int on)
{
    return sqlite3_db_config(database, option, on, (int *)0);
}

#endif
