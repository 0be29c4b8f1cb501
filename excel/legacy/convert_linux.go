package legacy

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

const canConvert = true

// withLimits has the shell set them before it becomes the program, so that no moment and no child is without: address space in KiB, processor seconds, blocks of 512 bytes of a file, no core file.
const withLimits = `ulimit -v "$1" && ulimit -t "$2" && ulimit -f "$3" && ulimit -c 0 && shift 3 && exec "$@"`

// office runs LibreOffice on the folder's file and ends everything that it started.
func (c *Converter) office(ctx context.Context, dir string, j job) error {
	memory := c.Memory
	if memory <= 0 {
		memory = 1 << 30
	}
	// It runs on two threads now and then; the wall clock is the limit that is meant.
	seconds := int64(c.limit()/time.Second+1) * 2
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", withLimits, "sh", // #nosec G204 -- the operator names the program
		strconv.FormatInt(memory>>10, 10), strconv.FormatInt(seconds, 10), strconv.Itoa(largestResult/512),
		c.Program, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
		"--convert-to", j.to, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, j.in))
	cmd.Dir = dir
	// Nothing of the service's own environment, which may hold the database's password.
	cmd.Env = []string{"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + dir, "TMPDIR=" + filepath.Join(dir, "tmp"), "LANG=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"}
	cmd.SysProcAttr = confined(c.offline)
	cmd.Cancel = func() error { return killGroup(cmd.Process.Pid) }
	cmd.WaitDelay = 2 * time.Second
	err := cmd.Run()
	if cmd.Process != nil {
		err = errors.Join(err, killGroup(cmd.Process.Pid)) // what it left behind
	}
	return err
}

func killGroup(leader int) error {
	err := syscall.Kill(-leader, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) { // all have ended
		return nil
	}
	return err
}

// confined gives a child its own process group, which dies with the service. Offline it has its own, empty network
// too, and its own processes: when its first one ends the system ends the rest.
func confined(offline bool) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if offline {
		attr.Cloneflags = syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET | syscall.CLONE_NEWPID
		attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}}
	}
	return attr
}

// canCloseNetwork tries it: containers and some distributions forbid namespaces to ordinary users.
func canCloseNetwork() bool {
	cmd := exec.Command("/bin/sh", "-c", ":")
	cmd.SysProcAttr = confined(true)
	return cmd.Run() == nil
}
