"""What no command can mean is refused by the command line itself, by field, before anything is sent."""

from concord.catalogue import every_command

ACTING = ("--as", "system/administrator")


def test_every_command_names_the_field_that_it_cannot_read(concord, tmp_path):
    wrong = []
    for each in every_command():
        for field in each["fields"]:
            said = concord("do", each["command"], *ACTING, "--data", tmp_path, f"{field['name']}={{", "no_such_field=1")
            if said.code != 2 or not (field["name"] in said.err or "no_such_field" in said.err):
                wrong.append(f"{each['command']} {field['name']}: {said}")
    assert wrong == []


def test_a_field_of_another_command_is_refused_before_anything_is_sent(concord, tmp_path):
    for each in every_command():
        said = concord("do", each["command"], *ACTING, "--data", tmp_path, "no_such_field=<script>")
        assert said.code == 2 and "has no field 'no_such_field'" in said.err
