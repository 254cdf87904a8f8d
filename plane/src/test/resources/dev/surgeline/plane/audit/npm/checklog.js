// Checks an audit log with sigstore's verifier: signature and inclusion are its code, and only the
// names of files are ours.
//
//   node checklog.js LOG VKEY PROOFS
//
// LOG is a folder of C2SP tlog-tiles; PROOFS a folder with N.tlog-proof, that entry N is in it.
// Exit codes: 0 all of it holds; 1 something does not, with a sentence; 2 nothing could be checked.
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
// Not what the package offers to others, for that takes Rekor's entries alone.
const { verifyCheckpoint } = require('@sigstore/verify/dist/tlog/checkpoint.js');
const { verifyMerkleInclusion } = require('@sigstore/verify/dist/tlog/merkle.js');

// The DER that stands before the 32 bytes of an Ed25519 key.
const ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

function known(vkey) {
  const [name, id] = vkey.split('+', 2);
  const key = Buffer.from(vkey.slice(name.length + id.length + 2), 'base64').subarray(1);
  return {
    baseURL: name,
    logID: Buffer.from(id, 'hex'),
    publicKey: crypto.createPublicKey({
      key: Buffer.concat([ED25519, key]), format: 'der', type: 'spki',
    }),
  };
}

function entry(log, index) {
  const number = Math.floor(index / 256);
  const folder = path.join(log, 'tile/entries');
  const full = path.join(folder, String(number).padStart(3, '0'));
  const parts = `${full}.p`;
  const width = fs.existsSync(full) ? '' : Math.max(...fs.readdirSync(parts).map(Number));
  const bundle = fs.readFileSync(width ? path.join(parts, String(width)) : full);
  let at = 0;
  for (let i = number * 256; i < index; i++) at += 2 + bundle.readUInt16BE(at);
  return bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at));
}

function main([log, vkey, proofs]) {
  const logs = [known(fs.readFileSync(vkey, 'utf8').trim())];
  const envelope = fs.readFileSync(path.join(log, 'checkpoint'), 'utf8');
  verifyCheckpoint({ inclusionProof: { checkpoint: { envelope } } }, logs);
  const files = fs.readdirSync(proofs).filter((name) => name.endsWith('.tlog-proof'));
  for (const name of files) {
    const text = fs.readFileSync(path.join(proofs, name), 'utf8');
    const end = text.indexOf('\n\n');
    const [, index, ...hashes] = text.slice(0, end).split('\n');
    const logIndex = index.slice('index '.length);
    if (`${logIndex}.tlog-proof` !== name) throw new Error(`${name} is of entry ${logIndex}`);
    const proven = {
      canonicalizedBody: entry(log, Number(logIndex)),
      inclusionProof: {
        checkpoint: { envelope: text.slice(end + 2) },
        hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
        logIndex,
      },
    };
    verifyMerkleInclusion(proven, verifyCheckpoint(proven, logs));
  }
  console.log(`${files.length} proofs of inclusion`);
}

try {
  main(process.argv.slice(2));
} catch (wrong) {
  console.log(String(wrong));
  process.exitCode = wrong.code === 'ENOENT' ? 2 : 1;
}
