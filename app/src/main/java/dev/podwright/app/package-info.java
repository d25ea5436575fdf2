/// The command line: options in, tables or JSON out.
///
/// Knows: users, terminals, files they name. Never knows: how anything is predicted. Entrance:
/// [dev.podwright.app.Podwright].
package dev.podwright.app;
