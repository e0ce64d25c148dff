// The variable 'docker', as far as running steps in a container goes.

def image(String name) {
    return new Image(this, name)
}

class Image implements Serializable {
    private static final long serialVersionUID = 1L

    final Object script
    final String id

    Image(Object script, String id) {
        this.script = script
        this.id = id
    }

    String imageName() {
        return id
    }

    void pull() {
        script.sh(script: "docker pull '${id.replace("'", '')}'", label: "docker pull ${id}")
    }

    def inside(String args = '', Closure body) {
        return script.withDockerContainer(image: id, args: args) { body() }
    }
}
