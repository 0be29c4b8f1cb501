package anchor

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"github.com/tallysheet/tallysheet/tally"
)

// The types of the PEM blocks.
const (
	privateBlock = "PRIVATE KEY"
	publicBlock  = "PUBLIC KEY"
)

// NewKey makes a key pair, each half as PEM (PKCS #8 and PKIX).
func NewKey(s Suite) (private, public []byte, err error) {
	var key crypto.Signer
	if s == National {
		key, err = sm2.GenerateKey(rand.Reader)
	} else {
		_, key, err = ed25519.GenerateKey(rand.Reader)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("key: %w", err)
	}
	secret, err := smx509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, nil, fmt.Errorf("key: %w", err)
	}
	open, err := smx509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, nil, fmt.Errorf("key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: privateBlock, Bytes: secret}), pem.EncodeToMemory(&pem.Block{Type: publicBlock, Bytes: open}), nil
}

// Signer signs anchors with one private key.
type Signer struct {
	key       crypto.Signer
	algorithm string
	id        string
}

// ReadSigner reads a private key, PEM of PKCS #8, which must be of the suite.
func ReadSigner(text []byte, s Suite) (*Signer, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != privateBlock {
		return nil, errors.New("审计签名的私钥文件应为 PKCS #8 的 PEM（-----BEGIN PRIVATE KEY-----），可用 audit key 生成")
	}
	parsed, err := smx509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("审计签名的私钥读不了：%w", err)
	}
	signer := &Signer{}
	switch key := parsed.(type) {
	case ed25519.PrivateKey:
		signer.key, signer.algorithm = key, Ed25519
	case *sm2.PrivateKey:
		signer.key, signer.algorithm = key, SM2
	default:
		return nil, errors.New("审计签名的私钥应为 Ed25519 或 SM2")
	}
	if (signer.algorithm == SM2) != (s == National) {
		return nil, fmt.Errorf("审计签名的私钥是 %s，与 --crypto %s 不符：std 用 Ed25519，gm 用 SM2", signer.algorithm, s)
	}
	signer.id, err = keyID(signer.key.Public(), signer.algorithm)
	return signer, err
}

// Sign signs where a chain ends; an empty chain is left as it is.
func (s *Signer) Sign(a tally.Anchor) (tally.Anchor, error) {
	if a.IsZero() {
		return a, nil
	}
	a.Algorithm, a.Key, a.Signature = s.algorithm, s.id, ""
	var signature []byte
	var err error
	if key, ok := s.key.(*sm2.PrivateKey); ok {
		signature, err = key.SignWithSM2(rand.Reader, nil, statement(a))
	} else {
		signature, err = s.key.Sign(rand.Reader, statement(a), crypto.Hash(0))
	}
	if err != nil {
		return a, fmt.Errorf("sign anchor: %w", err)
	}
	a.Signature = base64.StdEncoding.EncodeToString(signature)
	return a, nil
}

// statement is what is signed: it says what it is about, so that the signature is good for nothing else.
func statement(a tally.Anchor) []byte {
	return fmt.Appendf(nil, "tallysheet audit anchor\n%d\n%s\n%s\n", a.Rows, a.Head, a.Key)
}

// Verifier checks signatures with public keys.
type Verifier struct{ keys map[string]crypto.PublicKey }

// ReadVerifier reads public keys, PEM of PKIX, one or several after each other: old keys beside the one in use.
func ReadVerifier(text []byte) (*Verifier, error) {
	v := &Verifier{keys: map[string]crypto.PublicKey{}}
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != publicBlock {
			return nil, fmt.Errorf("公钥文件里是“%s”，应为 PUBLIC KEY", block.Type)
		}
		parsed, err := smx509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("公钥读不了：%w", err)
		}
		algorithm := SM2
		switch key := parsed.(type) {
		case ed25519.PublicKey:
			algorithm = Ed25519
		case *ecdsa.PublicKey:
			if key.Curve != sm2.P256() {
				return nil, errors.New("公钥应为 Ed25519 或 SM2")
			}
		default:
			return nil, errors.New("公钥应为 Ed25519 或 SM2")
		}
		id, err := keyID(parsed, algorithm)
		if err != nil {
			return nil, err
		}
		v.keys[id] = parsed
	}
	if len(v.keys) == 0 {
		return nil, errors.New("公钥文件里没有公钥（-----BEGIN PUBLIC KEY-----）")
	}
	return v, nil
}

// Check tells what is wrong with an anchor's signature, nil where it is good.
func (v *Verifier) Check(a tally.Anchor) error {
	if !a.Signed() {
		return errors.New("没有签名")
	}
	key, ok := v.keys[a.Key]
	if !ok {
		return fmt.Errorf("由另一把钥匙（%s）签名，公钥文件里没有", a.Key)
	}
	signature, err := base64.StdEncoding.DecodeString(a.Signature)
	if err != nil {
		return errors.New("签名不是 base64")
	}
	good := false
	switch key := key.(type) {
	case ed25519.PublicKey:
		good = a.Algorithm == Ed25519 && ed25519.Verify(key, statement(a), signature)
	case *ecdsa.PublicKey:
		good = a.Algorithm == SM2 && sm2.VerifyASN1WithSM2(key, nil, statement(a), signature)
	}
	if !good {
		return errors.New("签名不对：条数或摘要被改动，或者不是这把钥匙签的")
	}
	return nil
}

// keyID names a public key by the beginning of its hash, of the suite that the key is of.
func keyID(public crypto.PublicKey, algorithm string) (string, error) {
	der, err := smx509.MarshalPKIXPublicKey(public)
	if err != nil {
		return "", fmt.Errorf("public key: %w", err)
	}
	suite := Standard
	if algorithm == SM2 {
		suite = National
	}
	sum, err := NewHash(suite.Hash())
	if err != nil {
		return "", err
	}
	sum.Write(der)
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}
