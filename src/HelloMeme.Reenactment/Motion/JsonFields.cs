using System.Text.Json;

namespace HelloMeme.Reenactment.Motion;

/// <summary>The members of one JSON object, with <see cref="Where"/> to name it in faults ("layer 2").</summary>
internal readonly record struct JsonFields(JsonElement Object, string Where)
{
    /// <exception cref="FormatException">Not an object, or a member that is not among the known ones.</exception>
    public static JsonFields Of(JsonElement element, string where, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"A JSON object was expected for {where}.");
        foreach (var member in element.EnumerateObject())
            if (!known.Contains(member.Name)) throw new FormatException($"In {where} there is '{member.Name}', which this format does not know.");
        return new JsonFields(element, where);
    }

    public bool Has(string name) => Object.TryGetProperty(name, out _);

    public JsonElement Element(string name) => Object.TryGetProperty(name, out var value) ? value : throw new FormatException($"In {Where} '{name}' is missing.");

    public double Number(string name) => Element(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : throw Wrong(name, "a number");

    public int Integer(string name) =>
        Element(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : throw Wrong(name, "a whole number");

    public string Text(string name) => Element(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(name, "a text");

    public bool FlagOr(string name, bool otherwise) => !Has(name) ? otherwise : Element(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    public IEnumerable<JsonElement> Array(string name) => Element(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Wrong(name, "a list");

    private FormatException Wrong(string name, string expected) => new($"In {Where} '{name}' must be {expected}.");
}
