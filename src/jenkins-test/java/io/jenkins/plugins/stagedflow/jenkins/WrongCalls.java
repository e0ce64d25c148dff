package io.jenkins.plugins.stagedflow.jenkins;

import java.util.LinkedHashMap;
import java.util.Map;

/** Calls of each variable of the library that cannot be meant, and what the library says of them. */
final class WrongCalls {
    /** The sentence of each call, or its beginning. */
    static final Map<String, String> SENTENCES = sentences("""
            stagedFlow(imagez: ['a']) | stagedFlow: it does not know the key 'imagez'; it knows
            stagedFlow(registry: 'localhost:1', unitTests: [a: 'true'], build: 'true') | stagedFlow: the key 'images' is missing; it wants a list of texts
            stagedFlow(images: 4, registry: 'localhost:1', unitTests: [a: 'true'], build: 'true') | stagedFlow: the key 'images' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            stackTests(imagez: ['a']) | stackTests: it does not know the key 'imagez'; it knows
            stackTests(registry: 'localhost:1', unitTests: [a: 'true'], build: 'true') | stackTests: the key 'images' is missing; it wants a list of texts
            stackTests(images: 4, registry: 'localhost:1', unitTests: [a: 'true'], build: 'true') | stackTests: the key 'images' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            stagedFlow(images: ['a'], registry: 'localhost:1', unitTests: [a: 'true'], build: 'true', endToEndTests: [a: 'true'], boot: [wait: false]) | stagedFlow: the key 'boot.wait' wants true, as the tests follow the boot
            stackTests(images: ['a'], registry: 'localhost:1', unitTests: [a: 'true'], build: 'true', endToEndTests: [a: 'true'], boot: [wait: false]) | stackTests: the key 'boot.wait' wants true, as the tests follow the boot
            scanAndPromote(imagez: ['a']) | scanAndPromote: it does not know the key 'imagez'; it knows
            scanAndPromote(registry: 'localhost:1') | scanAndPromote: the key 'images' is missing; it wants a list of texts
            scanAndPromote(images: 4, registry: 'localhost:1') | scanAndPromote: the key 'images' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            releaseAndDeploy(imagez: ['a']) | releaseAndDeploy: it does not know the key 'imagez'; it knows
            releaseAndDeploy(registry: 'localhost:1') | releaseAndDeploy: the key 'images' is missing; it wants a list of texts
            releaseAndDeploy(images: 4, registry: 'localhost:1') | releaseAndDeploy: the key 'images' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            codeQuality(pahts: ['a']) | codeQuality: it does not know the key 'pahts'; it knows
            codeQuality(paths: 4) | codeQuality: the key 'paths' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            securityScan(pahts: ['a']) | securityScan: it does not know the key 'pahts'; it knows
            securityScan(paths: 4) | securityScan: the key 'paths' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            docsSite(pahts: ['a']) | docsSite: it does not know the key 'pahts'; it knows
            docsSite(paths: 4) | docsSite: the key 'paths' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            sbomCompliance(pahts: ['a']) | sbomCompliance: it does not know the key 'pahts'; it knows
            sbomCompliance(paths: 4) | sbomCompliance: the key 'paths' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            changedPaths(pahts: ['a']) | changedPaths: it does not know the key 'pahts'; it knows
            changedPaths(paths: 4) | changedPaths: the key 'paths' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            changedPaths([:]) | changedPaths: the key 'paths' is missing; it wants a list of texts
            cachedImage(image: 'a', build: 'true', file: 'a') | cachedImage: it does not know the key 'file'; it knows
            cachedImage(image: 'a', build: 'true') | cachedImage: the key 'files' is missing; it wants a list of texts
            cachedImage(image: 'a', build: 'true', files: 4) | cachedImage: the key 'files' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            cachedFiles.restore(paths: ['a'], file: 'a') | cachedFiles: it does not know the key 'file'; it knows
            cachedFiles.restore(paths: ['a']) | cachedFiles: the key 'files' is missing; it wants a list of texts
            cachedFiles.restore(paths: ['a'], files: 4) | cachedFiles: the key 'files' wants a list of texts, such as ['backend', 'frontend'], not the number 4
            cachedImage.layers(scope: 4) | cachedImage.layers: the key 'scope' wants a text, not the number 4
            uploadCoverage(flags: 'a') | uploadCoverage: it does not know the key 'flags'; it knows
            uploadCoverage(flag: 'a') | uploadCoverage: the key 'file' is missing; it wants a text
            uploadCoverage(file: 4, flag: 'a') | uploadCoverage: the key 'file' wants a text, not the number 4
            flowSummary(path: 'a') | flowSummary: it does not know the key 'path'; it knows file
            flowSummary(file: 4) | flowSummary: the key 'file' wants a text, not the number 4
            """);

    private WrongCalls() {}

    private static Map<String, String> sentences(String table) {
        Map<String, String> sentences = new LinkedHashMap<>();
        table.lines().forEach(line -> {
            String[] row = line.split(" \\| ");
            sentences.put(row[0], row[1]);
        });
        return sentences;
    }
}
