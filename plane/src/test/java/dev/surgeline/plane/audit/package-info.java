/// Tests of the audit log: on a real disk, with kills, and checked by tools that are not ours.
package dev.surgeline.plane.audit;
