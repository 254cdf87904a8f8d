/// The record of what was decided and done, for people who ask later.
///
/// A plain append-only file for now; the port is small so that a transparency log can take its
/// place.
package dev.surgeline.plane.audit;
