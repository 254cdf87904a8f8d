/// Tests of what people type, beside the log.
package dev.surgeline.plane.audit.text;
