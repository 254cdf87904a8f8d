/// What plane writes as OSCAL, before a schema that is not ours.
package dev.surgeline.oscalcheck;
