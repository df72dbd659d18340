import { Button, ErrorNote, type IconName, type Look } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { PlainError } from '@parlour/wire';
import type { ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import styles from './dialog.module.css';

interface ConfirmButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  /** Of the button that asks; the one that does it stands out by itself. */
  readonly look?: Look;
  /** What is done can be done again or undone. */
  readonly isHarmless?: boolean;
  readonly title: string;
  /** What will be, and whether it can be undone. */
  readonly children: ReactNode;
  /** What the button says that does it. */
  readonly confirm: string;
  readonly busy: boolean;
  readonly error: PlainError | undefined;
  /** Resolves to whether it was done. */
  readonly onConfirm: () => Promise<boolean>;
  readonly onOpen?: () => void;
}

/** What cannot be undone is asked twice. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const {
    label,
    icon,
    look = 'quiet',
    isHarmless = false,
    title,
    children,
    confirm,
    busy,
    error,
    onConfirm,
    onOpen,
  } = props;
  return (
    <DialogTrigger onOpenChange={(isOpen) => isOpen && onOpen?.()}>
      <Button look={look} {...(icon !== undefined && { icon })}>
        {label}
      </Button>
      <ModalOverlay className={styles.overlay ?? ''} isKeyboardDismissDisabled={busy}>
        <Modal className={styles.modal ?? ''}>
          <Dialog role="alertdialog" className={styles.dialog ?? ''}>
            {({ close }) => (
              <>
                <Heading slot="title" level={2}>
                  {title}
                </Heading>
                <div className={page.stack}>{children}</div>
                <ErrorNote error={error} />
                <div className={page.row}>
                  <Button
                    look={isHarmless ? 'primary' : 'danger'}
                    isDisabled={busy}
                    onPress={() => void onConfirm().then((done) => done && close())}
                  >
                    {confirm}
                  </Button>
                  <Button look="quiet" isDisabled={busy} onPress={close}>
                    Leave it as it is
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
