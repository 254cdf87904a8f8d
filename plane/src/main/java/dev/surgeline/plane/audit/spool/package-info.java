/// What stands in for the audit log while it can not be written.
///
/// Intents and what came of them go into a small file, [SpoolFile][SpoolFile], each line chained to
/// the one before; [Spool][Spool] puts them on the log when that is back, and
/// [SpoolChain][SpoolChain] shows to readers of the log that they are what was spooled.
package dev.surgeline.plane.audit.spool;
