/// Keys that never leave a token: PKCS#11.
///
/// [TokenUri][TokenUri] says which module, token and key; [TokenKey][TokenKey] is that key, through
/// [TokenModule][TokenModule], which calls the module's C functions. The JDK's own SunPKCS11 knows
/// no Ed25519.
package dev.surgeline.plane.audit.token;
