# Two commands: `make run` tries Postern with nothing else at hand, `make test` proves it.

PREFIX ?= /usr/local
SWIFT ?= swift
# Most tests wait for servers and terminals; more of them at once starve those that measure time.
WIDTH ?= 8

# The Debian packages, all of them; the Swift toolchain is expected in PATH.
LIBRARIES := git ca-certificates libssl-dev libcurl4-openssl-dev libncurses-dev libidn2-dev libqrencode-dev python3
SERVERS := tmux locales openssl procps binutils util-linux postfix postfix-sqlite dovecot-core dovecot-imapd \
	dovecot-pop3d dovecot-sqlite sasl2-bin libsasl2-modules swaks libnet-ssleay-perl \
	libdigest-hmac-perl libgnutls-dane0 zbar-tools msmtp openjdk-17-jdk-headless libjakarta-mail-java curl \
	python3-venv libmime-tools-perl libencode-hanextra-perl s-nail bsd-mailx mailutils mutt git-email \
	php-cli php-symfony-mailer cron at systemd man-db bash zsh fish lintian debootstrap
PACKAGING := dpkg-dev
OPENID := .build-oidc
OPENID_READY := $(OPENID)/installed
BENCH_PACKAGES := whiptail dialog aerc msmtp swaks curl

.PHONY: help run test test-release test-sanitize fuzz bench lint deps libraries install deb pictures

help:
	@echo "make run      the wizard on a practice mail server; installs the libraries it needs"
	@echo "make test     every layer of tests; installs the test servers too"
	@echo "make test-release   the tests of what handles memory and files, on what is shipped"
	@echo "make test-sanitize  transport's and trust's tests under the address sanitizer"
	@echo "make fuzz     libFuzzer on what hostile servers and clients send, for a minute"
	@echo "make lint     the style, which has to be clean"
	@echo "make bench    Postern beside its peers"
	@echo "make pictures README's pictures and the recorded tour, anew"
	@echo "make install  a static release build in PREFIX ($(PREFIX)), with manual pages and completions"
	@echo "make deb      a Debian package of it, in .build-deb"

run: libraries
	$(SWIFT) build --product postern
	@"$$($(SWIFT) build --show-bin-path)/postern" practice --wizard

test: deps
	$(SWIFT) build --build-tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(WIDTH) $(SWIFT) test --skip-build

# A pointer that outlives its memory shows where the optimizer frees early and what is freed is overwritten.
# The transport and the store are tested as they are optimized; the commands by the binary that is installed.
INSTALLED := $(CURDIR)/.build-installed
RELEASE_TESTS := --scratch-path .build-release -c release -Xswiftc -enable-testing
test-release: deps
	$(MAKE) install DESTDIR=$(INSTALLED) PREFIX=
	Tests/Release/hardening $(INSTALLED)/bin/postern
	Tests/Release/units $(INSTALLED)
	$(MAKE) deb
	$(SWIFT) build $(RELEASE_TESTS) --build-tests
	$(SWIFT) build $(RELEASE_TESTS) --product BenchServers
	Tests/Release/package $(PACKAGE)/postern_*.deb \
		"$$($(SWIFT) build $(RELEASE_TESTS) --show-bin-path)/BenchServers"
	MALLOC_PERTURB_=165 GLIBC_TUNABLES=glibc.malloc.tcache_count=0 \
	POSTERN_BINARY=$(INSTALLED)/bin/postern \
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(WIDTH) \
	$(SWIFT) test $(RELEASE_TESTS) --skip-build \
		--filter '^(MailTransportTests|ServerTrustTests|SettingsStoreTests|SystemAccessTests|HTTPSClientTests|MailMessageTests|OutgoingMailTests|CommandTests)\.'

# Without leaks: Swift's own tables, which live as long as the process, count as such. Fewer run at once
# than else: instrumented code is slower, and some tests measure a deadline of a few seconds.
SANITIZED_WIDTH ?= 4
SANITIZED := --scratch-path .build-sanitize -c release -Xswiftc -enable-testing --sanitize address
test-sanitize: deps
	$(SWIFT) build $(SANITIZED) --build-tests
	ASAN_OPTIONS=detect_leaks=0 SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(SANITIZED_WIDTH) \
	$(SWIFT) test $(SANITIZED) --skip-build --filter '^(MailTransportTests|ServerTrustTests|HTTPSClientTests|SettingsStoreTests)\.'

# A fuzzer, the module that is built for it, the modules linked in, the C libraries, and the longest input.
define fuzz
	$(SWIFT) build -c release --sanitize fuzzer --target $(2) --scratch-path .build-fuzz
	swiftc -O -sanitize=fuzzer -parse-as-library -I .build-fuzz/release/Modules -I Sources/CIDN2 -I Sources/CProcess/include \
		Tests/Fuzz/$(1).swift $(patsubst %,.build-fuzz/release/%.build/*.o,$(3)) $(4) -o .build-fuzz/$(1)
	.build-fuzz/$(1) -max_total_time=30 -max_len=$(5)
endef

fuzz: libraries
	$(call fuzz,DialogueFuzzer,MailDiagnosis,MailDiagnosis MailDialogue MailSettings SystemAccess CProcess,-lidn2,400)
	$(call fuzz,SubmissionFuzzer,Submission,Submission,,600)
	$(call fuzz,MessageFuzzer,MailMessage,MailMessage MailSettings SystemAccess CProcess,-lidn2,600)

bench: deps
	$(call install_missing,$(BENCH_PACKAGES))
	Tests/Benchmarks/run

# README's pictures, drawn from the golden ones, and the tour, recorded in tmux.
PICTURES := $(shell grep -o 'Screens/Pictures/[[:alnum:]-]*[.]svg' README.md)
pictures: deps $(PICTURES)
	$(SWIFT) build --product postern
	Screens/Pictures/record "$$($(SWIFT) build --show-bin-path)/postern" > .build/tour.cast
	mv .build/tour.cast Screens/Pictures/tour.cast

Screens/Pictures/%.svg: Screens/Pictures/%.txt Screens/Pictures/draw
	Screens/Pictures/draw $< > $@

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Screens Tests
	@! LC_ALL=C.UTF-8 grep -rnE --include='*.swift' '^ *//.{0,}$$' Sources Screens Tests \
	| LC_ALL=C.UTF-8 grep -E '^[^:]*:[0-9]+:.{101,}' || { echo "Comments end at 100 columns." >&2; exit 1; }

# What is shipped: everything but the C libraries linked in, and hardened as Debian asks of its packages. No
# library is looked for beside the binary or in the toolchain's folder. Without --export-dynamic, which the
# static standard library asks for, 1.1 MB less of names. C++'s library, which TOMLKit needs, is found as an
# archive alone: to load it and bind its names would take a tenth of the start. Optimized for size, since most of
# a command's time is the loading of its pages. GNU ld packs the addresses to relocate (DT_RELR, glibc 2.36):
# 1.3 MB less than what gold makes, which is Swift's own choice here.
ARCHIVES := $(CURDIR)/.build-archives
RELEASE := -c release -Xswiftc -Osize --static-swift-stdlib --product postern --disable-local-rpath \
	-Xswiftc -no-toolchain-stdlib-rpath -Xswiftc -L -Xswiftc $(ARCHIVES) \
	-Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
	-Xcxx -D_FORTIFY_SOURCE=2 -Xcxx -fstack-protector-strong -Xcc -fstack-protector-strong \
	-Xswiftc -use-ld=bfd -Xlinker -z -Xlinker pack-relative-relocs \
	-Xlinker -T -Xlinker $(CURDIR)/Sources/postern/Linking/constants.ld \
	-Xlinker --no-export-dynamic -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now

# What systemd runs, for the user that /etc/postern then belongs to; nothing is turned on.
UNITS := Sources/postern/Units

# The manual pages and what completes the program's words, made of its own help where that says it.
MANUAL := Sources/postern/Manual
COMPLETIONS := Sources/postern/Completions
SHARE := $(DESTDIR)$(PREFIX)/share
BASH_COMPLETION := $(SHARE)/bash-completion/completions/postern
ZSH_COMPLETION := $(SHARE)/zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)/_postern
FISH_COMPLETION := $(SHARE)/fish/vendor_completions.d/postern.fish

# A file that a command writes, with the mode of one that is installed.
define install_output
	install -D -m 644 /dev/null "$(2)"
	$(1) > "$(2)"
endef

install: libraries
	mkdir -p $(ARCHIVES)
	ln -sf "$$(clang -print-file-name=libstdc++.a)" $(ARCHIVES)/
	$(SWIFT) build $(RELEASE)
	install -D -s -m 755 "$$($(SWIFT) build $(RELEASE) --show-bin-path)/postern" \
		"$(DESTDIR)$(PREFIX)/bin/postern"
	for unit in $(notdir $(wildcard $(UNITS)/postern-*)); do \
		sed 's,@bindir@,$(PREFIX)/bin,' $(UNITS)/$$unit \
		| install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/lib/systemd/system/$$unit" || exit 1; done
	install -D -m 644 $(UNITS)/sysusers.conf "$(DESTDIR)$(PREFIX)/lib/sysusers.d/postern.conf"
	install -D -m 644 $(UNITS)/tmpfiles.conf "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/postern.conf"
	install -D -m 644 $(MANUAL)/postern.toml.5 "$(SHARE)/man/man5/postern.toml.5"
	install -D -m 644 $(MANUAL)/postern-sendmail.8 "$(SHARE)/man/man8/postern-sendmail.8"
	$(call install_output,"$(DESTDIR)$(PREFIX)/bin/postern" --experimental-dump-help \
		| $(MANUAL)/page $(MANUAL)/postern.1.in,$(SHARE)/man/man1/postern.1)
	$(call install_output,$(COMPLETIONS)/script "$(DESTDIR)$(PREFIX)/bin/postern" bash,$(BASH_COMPLETION))
	$(call install_output,$(COMPLETIONS)/script "$(DESTDIR)$(PREFIX)/bin/postern" zsh,$(ZSH_COMPLETION))
	$(call install_output,$(COMPLETIONS)/script "$(DESTDIR)$(PREFIX)/bin/postern" fish,$(FISH_COMPLETION))

# The package: Sources/postern/Debian says what is done with what is installed here.
PACKAGE := $(CURDIR)/.build-deb
deb:
	$(call install_missing,$(PACKAGING))
	rm -rf $(PACKAGE)
	$(MAKE) install DESTDIR=$(PACKAGE)/root PREFIX=/usr
	Sources/postern/Debian/build $(PACKAGE)

libraries:
	$(call install_missing,$(LIBRARIES))

deps: $(OPENID_READY)
	$(call install_missing,$(LIBRARIES) $(SERVERS))

# The tests' OpenID provider and Ansible are no Debian packages here: they come from PyPI into a folder of their own. A
# file tells that all is there: the folder is made before anything is fetched.
$(OPENID_READY): Tests/TestSupport/Servers/OpenID/requirements.txt
	$(call install_missing,python3-venv ca-certificates)
	python3 -m venv $(OPENID)
	$(OPENID)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

# Asks dpkg first, so that nothing is fetched and no password asked for when all is there. The servers
# are started by the tests alone; policy-rc.d of the machine decides on the packages' own services.
define install_missing
@missing=; for package in $(1); do \
	dpkg-query -W -f='$${db:Status-Status}\n' $$package 2>/dev/null | grep -qx installed \
	|| missing="$$missing $$package"; done; \
	test -z "$$missing" && exit 0; \
	command -v apt-get >/dev/null || { echo "Install first:$$missing" >&2; exit 1; }; \
	echo "Installing$$missing"; \
	if [ "$$(id -u)" -eq 0 ]; then sudo=; else sudo=sudo; fi; \
	$$sudo apt-get update -q && $$sudo env DEBIAN_FRONTEND=noninteractive \
	apt-get install -q -y --no-install-recommends $$missing
endef
