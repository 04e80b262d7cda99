using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Diffusion.Prompts;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion;

// Source: hellomeme pipelines (hellomeme.md 5.1, 6.1).
/// <summary>Prompts to text states, for the denoiser and for the reference network.</summary>
internal static class PromptEncoder
{
    public static PromptEmbeddings Encode(EngineNetworks networks, DeviceNetworks device, RenderSettings settings, bool film, CancellationToken token)
    {
        var tokens = Tokens(ClipTokenizer.Open(networks.TokenizerFolders), networks.Version, settings, film);
        long[] positive = tokens.Positive.Ids, negative = tokens.Negative.Ids;

        float[] referencePositive = States(networks.Plain.TextEncoder, "text-plain", positive), referenceNegative = States(networks.Plain.TextEncoder, "text-plain", negative);
        if (settings.Stylize == Stylize.X1 || networks.Style == networks.Plain) return new PromptEmbeddings(referencePositive, referenceNegative, referencePositive, referenceNegative);
        return new PromptEmbeddings(States(networks.Style.TextEncoder, "text-style", positive), States(networks.Style.TextEncoder, "text-style", negative), referencePositive, referenceNegative);

        float[] States(CheckpointModule encoder, string name, long[] ids)
        {
            var words = encoder.Weights(networks.Type)["text_model"]["embeddings"].SizeOf("token_embedding.weight", 0);
            if (ids.Max() >= words)
                throw new UserFaultException("tokenizer-broken", $"{ClipTokenizer.VocabularyFile} counts to {ids.Max()}, the text encoder knows {words} tokens: take both from the same checkpoint.");
            var layers = encoder.Weights(networks.Type)["text_model"]["encoder"].Count("layers");
            if (settings.ClipSkip >= layers) throw RenderSettings.Bad($"this text encoder has {layers} layers, of which {settings.ClipSkip} cannot be skipped");
            using var host = Tensor.OfLongs(1, ids.Length);
            ids.CopyTo(host.Longs);
            using var input = device.Device.Upload(host);
            using var states = device.Run($"{name}-{settings.ClipSkip}", () => TextEncoder.Build(encoder.Weights(networks.Type), encoder.Config, 1, settings.ClipSkip), [new("ids", input)], token);
            return device.Download(states["hidden"]);
        }
    }

    /// <summary>The user's words before the version's own, and what should not be in the picture.</summary>
    public static (PromptTokens Positive, PromptTokens Negative) Tokens(ClipTokenizer tokenizer, NetworkVersion version, RenderSettings settings, bool film)
    {
        var own = film ? version.FilmPrompt : version.PicturePrompt;
        return (tokenizer.Encode(string.IsNullOrWhiteSpace(settings.Prompt) ? own : $"{settings.Prompt}, {own}"), tokenizer.Encode(settings.NegativePrompt));
    }
}
