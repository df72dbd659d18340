import { Icon } from '@parlour/interface';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { Text } from 'react-aria-components/Text';
import { useNavigate } from 'react-router';
import { Avatar } from '../../profiles/avatar.tsx';
import { lookOf } from '../../profiles/looks.ts';
import { useSwitchProfile } from '../../profiles/switch-context.ts';
import { calledName, useProfiles } from '../../profiles/use-profiles.ts';
import styles from './profile-menu.module.css';

/** Whose list this is, and the way to another's. */
export function ProfileMenu() {
  const { active, all, isAlone } = useProfiles();
  const switchTo = useSwitchProfile();
  const navigate = useNavigate();
  if (active === undefined) return null;
  const choose = async (id: string): Promise<void> => {
    const chosen = all.find((profile) => profile.id === id);
    if (chosen === undefined || chosen.id === active.id) return;
    if (await switchTo(chosen)) void navigate('/');
  };
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''} aria-label={`Profile: ${calledName(active)}`}>
        <Avatar look={lookOf(active)} name={calledName(active)} />
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={8}>
        <Menu
          className={styles.menu ?? ''}
          aria-label="Profiles"
          onAction={(key) => {
            if (key === 'manage') void navigate('/who');
            else if (key === 'add') void navigate('/who', { state: { add: true } });
          }}
        >
          {isAlone ? null : (
            <MenuSection
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[active.id]}
              onSelectionChange={(keys) => {
                for (const key of keys === 'all' ? [] : keys) void choose(String(key));
              }}
            >
              <Header className={styles.title ?? ''}>Who is watching?</Header>
              {all.map((profile) => (
                <MenuItem
                  key={profile.id}
                  id={profile.id}
                  textValue={calledName(profile)}
                  className={styles.item ?? ''}
                >
                  <span className={styles.picture}>
                    <Avatar look={lookOf(profile)} name={calledName(profile)} />
                  </span>
                  <Text slot="label">{calledName(profile)}</Text>
                  {profile.id === active.id ? <Icon name="check" /> : null}
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {isAlone ? null : <Separator className={styles.line ?? ''} />}
          <MenuItem id="add" textValue="Add a profile" className={styles.item ?? ''}>
            <Icon name="plus" />
            <Text slot="label">Add a profile</Text>
          </MenuItem>
          <MenuItem id="manage" textValue="Profiles" className={styles.item ?? ''}>
            <Icon name="people" />
            <Text slot="label">{isAlone ? 'Your profile' : 'All profiles'}</Text>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
