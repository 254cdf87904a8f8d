/// The nouns: what a healthcare platform is made of and what is asked of it.
///
/// Everything here is a value read from a document. Nothing here decides. The next package,
/// `observe`, says what is measured of these nouns.
package dev.surgeline.core.platform;
