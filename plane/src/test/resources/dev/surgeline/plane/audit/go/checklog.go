// Checks an audit log with Go's own packages for such logs, golang.org/x/mod/sumdb: signature,
// tree and proofs are their code, and only the names of files are ours.
//
//	checklog LOG VKEY PROOFS
//
// LOG is a folder of C2SP tlog-tiles; PROOFS a folder with N.tlog-proof (that entry N is in it, C2SP
// tlog-proof) and N.grown (that it grew out of its first N entries, the body that a witness gets).
// Exit codes: 0 all of it holds; 1 something does not, with a sentence; 2 nothing could be checked.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type log struct {
	folder   string
	verifier note.Verifier
	tree     tlog.Tree
	hashes   tlog.HashReader
}

func refuse(format string, values ...interface{}) {
	fmt.Printf(format+"\n", values...)
	os.Exit(1)
}

func must(what string, err error) {
	if err != nil {
		refuse("%s: %v", what, err)
	}
}

func read(path string) []byte {
	bytes, err := os.ReadFile(path)
	if err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	return bytes
}

// Go's paths have the tile's height in them, and call entries data.
func path(tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}

func (l log) Height() int { return height }

func (l log) SaveTiles([]tlog.Tile, [][]byte) {}

func (l log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		all = append(all, read(filepath.Join(l.folder, path(tile))))
	}
	return all, nil
}

func checkpoint(verifier note.Verifier, text []byte) tlog.Tree {
	signed, err := note.Open(text, note.VerifierList(verifier))
	must("checkpoint", err)
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		refuse("checkpoint: it is not of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must("checkpoint's size", err)
	root, err := tlog.ParseHash(lines[2])
	must("checkpoint's root", err)
	return tlog.Tree{N: size, Hash: root}
}

func (l log) entries() []tlog.Hash {
	var leaves []tlog.Hash
	for n := int64(0); n<<height < l.tree.N; n++ {
		width := l.tree.N - n<<height
		if width > 1<<height {
			width = 1 << height
		}
		bundle := read(filepath.Join(l.folder, path(tlog.Tile{H: height, L: -1, N: n, W: int(width)})))
		for ; width > 0; width-- {
			if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
				refuse("bundle %d ends within an entry", n)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			leaves = append(leaves, tlog.RecordHash(bundle[2:end]))
			bundle = bundle[end:]
		}
		if len(bundle) > 0 {
			refuse("bundle %d has more than its entries", n)
		}
	}
	return leaves
}

// Every entry's inclusion and every earlier size's consistency, proved from the log's tiles.
func (l log) checkTree(leaves []tlog.Hash) {
	for i, leaf := range leaves {
		proof, err := tlog.ProveRecord(l.tree.N, int64(i), l.hashes)
		must("proving entry "+strconv.Itoa(i), err)
		must("entry "+strconv.Itoa(i), tlog.CheckRecord(proof, l.tree.N, l.tree.Hash, int64(i), leaf))
	}
	for old := int64(1); old <= l.tree.N; old++ {
		what := "growth from " + strconv.FormatInt(old, 10)
		root, err := tlog.TreeHash(old, l.hashes)
		must(what, err)
		proof, err := tlog.ProveTree(l.tree.N, old, l.hashes)
		must(what, err)
		must(what, tlog.CheckTree(proof, l.tree.N, l.tree.Hash, old, root))
	}
}

// A file's lines before its checkpoint, the number in the first of them, and its checkpoint.
func (l log) proof(file, first string) (int64, []tlog.Hash, tlog.Tree) {
	parts := strings.SplitN(string(read(file)), "\n\n", 2)
	if len(parts) < 2 {
		refuse("%s: it has no checkpoint", file)
	}
	lines := strings.Split(strings.TrimPrefix(parts[0], "c2sp.org/tlog-proof@v1\n"), "\n")
	number, err := strconv.ParseInt(strings.TrimPrefix(lines[0], first), 10, 64)
	must(file, err)
	var hashes []tlog.Hash
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		must(file, err)
		hashes = append(hashes, hash)
	}
	return number, hashes, checkpoint(l.verifier, []byte(parts[1]))
}

// The proofs that the log's keeper gave.
func (l log) checkProofs(folder string, leaves []tlog.Hash) (int, int) {
	files, err := os.ReadDir(folder)
	must(folder, err)
	included, grown := 0, 0
	for _, file := range files {
		name := filepath.Join(folder, file.Name())
		switch filepath.Ext(name) {
		case ".tlog-proof":
			index, hashes, tree := l.proof(name, "index ")
			if file.Name() != strconv.FormatInt(index, 10)+".tlog-proof" || index >= int64(len(leaves)) {
				refuse("%s is of entry %d", name, index)
			}
			must(name, tlog.CheckRecord(hashes, tree.N, tree.Hash, index, leaves[index]))
			included++
		case ".grown":
			old, hashes, tree := l.proof(name, "old ")
			root, err := tlog.TreeHash(old, l.hashes)
			must(name, err)
			must(name, tlog.CheckTree(hashes, tree.N, tree.Hash, old, root))
			grown++
		}
	}
	return included, grown
}

func main() {
	if len(os.Args) != 4 {
		fmt.Println("checklog LOG VKEY PROOFS")
		os.Exit(2)
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(read(os.Args[2]))))
	must("the key", err)
	l := log{folder: os.Args[1], verifier: verifier}
	l.tree = checkpoint(verifier, read(filepath.Join(l.folder, "checkpoint")))
	l.hashes = tlog.TileHashReader(l.tree, l)
	leaves := l.entries()
	l.checkTree(leaves)
	included, grown := l.checkProofs(os.Args[3], leaves)
	fmt.Printf("%d entries, %d proofs of inclusion, %d of growth\n", len(leaves), included, grown)
}
