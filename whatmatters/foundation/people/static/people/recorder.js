// Record a voice on the page, where the browser can; without this script a recording is added as a file.
// The recording is put into the form's own file field, so that the form is sent as any other.

const words = document.getElementById("wm-recorder")?.dataset;
const field = document.querySelector('input[type="file"][name="file"]');

if (words && field && window.MediaRecorder && navigator.mediaDevices?.getUserMedia && window.DataTransfer) {
  const box = document.createElement("div");
  const button = document.createElement("button");
  const status = document.createElement("p");
  box.className = "wm-recorder";
  button.type = "button";
  button.className = "nhsuk-button nhsuk-button--secondary";
  button.textContent = words.start;
  status.setAttribute("role", "status");
  box.append(button, status);
  field.closest(".nhsuk-form-group").after(box);
  let recorder = null;

  button.addEventListener("click", () => (recorder ? recorder.stop() : start()));

  async function start() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      status.textContent = words.refused;
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      stream.getTracks().forEach((track) => track.stop());
      keep(new Blob(parts, { type: recorder.mimeType }));
      recorder = null;
      button.textContent = words.start;
    });
    recorder.start();
    button.textContent = words.stop;
    status.textContent = words.recording;
  }

  function keep(sound) {
    const ending = sound.type.includes("mp4") ? "m4a" : sound.type.includes("ogg") ? "ogg" : "webm";
    const carrier = new DataTransfer();
    carrier.items.add(new File([sound], `my-voice.${ending}`, { type: sound.type }));
    field.files = carrier.files;
    box.querySelector("audio")?.remove();
    const player = document.createElement("audio");
    player.controls = true;
    player.className = "wm-recorder__sound";
    player.src = URL.createObjectURL(sound);
    box.append(player);
    status.textContent = words.done;
  }
}
